interface CopyProps {
  readonly label: string;
  readonly text: string;
}

/** A text to be copied; the script adds a button. */
export function Copy({ label, text }: CopyProps) {
  return (
    <div class="copy">
      <h3>{label}</h3>
      <pre class="code">{text}</pre>
    </div>
  );
}
