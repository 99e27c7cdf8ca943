import { FORMATS } from '../../reports/export/export-leads.ts';
import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createExportDownload, createExportPage, createExportProgress } from '../pages/lead-export.tsx';

/** Leads as files: taken away and brought in. */
export function files(deps: ConsoleDeps): Area {
  return {
    pages: [{ path: '/leads/export', may: 'export', page: createExportPage(deps) }],
    downloads: [
      ...FORMATS.map((format) => ({
        path: `/leads/export.${format}`,
        may: 'export' as const,
        download: createExportDownload(format, deps),
      })),
      { path: '/leads/export/progress', may: 'export', download: createExportProgress(deps) },
    ],
  };
}
