import { FORMATS } from '../../reports/export/stream-sheet.ts';
import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createGoogleDownload } from '../google-download.ts';
import { MAX_FILE_BYTES } from '../import-file.ts';
import { createDryRunAction, createImportAction, createUploadAction } from '../import-run.ts';
import { createImportPage, createVerdictDownload } from '../pages/import.tsx';
import { createImportStartPage } from '../pages/import-start.tsx';
import { createExportDownload, createExportPage, createExportProgress } from '../pages/lead-export.tsx';

/** Leads as files: taken away and brought in. */
export function files(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/leads/export', may: 'export', page: createExportPage(deps) },
      { path: '/leads/import', may: 'edit', page: createImportStartPage() },
      { path: '/leads/import/:id', may: 'edit', page: createImportPage(deps) },
    ],
    actions: [
      {
        path: '/leads/import',
        may: 'edit',
        action: createUploadAction(deps),
        // The form around the file needs some room, too.
        maxBytes: MAX_FILE_BYTES + 64 * 1024,
      },
      { path: '/leads/import/:id', may: 'edit', action: createDryRunAction(deps) },
      { path: '/leads/import/:id/run', may: 'edit', action: createImportAction(deps) },
    ],
    downloads: [
      ...FORMATS.map((format) => ({
        path: `/leads/export.${format}`,
        may: 'export' as const,
        download: createExportDownload(format, deps),
      })),
      { path: '/leads/google.csv', may: 'export', download: createGoogleDownload(deps) },
      { path: '/leads/import/:id/verdicts.csv', may: 'edit', download: createVerdictDownload(deps) },
      { path: '/leads/export/progress', may: 'export', download: createExportProgress(deps) },
    ],
  };
}
