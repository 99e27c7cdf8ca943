import { useText } from '../reader.tsx';

/** The whole of a list as a file, with the filters that it is shown with. */
export function DownloadCsv({ path, filters }: { path: string; filters: URLSearchParams }) {
  const text = useText();
  return (
    <a href={`${path}.csv?${filters}`} download>
      {text('Download CSV')}
    </a>
  );
}
