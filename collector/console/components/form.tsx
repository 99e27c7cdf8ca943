import type { ComponentChildren } from 'preact';

/** Where it was asked for and what came of it, above a page's content. */
export function Notice({ children }: { children: ComponentChildren }) {
  return (
    <p class="notice" role="status">
      {children}
    </p>
  );
}

/** What is wrong with a form as a whole. */
export function Problems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="alert" role="alert">
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </div>
  );
}

/** Fields that go along unseen. */
export function Hidden({ values }: { values: URLSearchParams }) {
  return (
    <>
      {[...values].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
