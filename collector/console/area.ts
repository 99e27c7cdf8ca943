import type { Readable } from 'node:stream';
import type { Permission } from '../people/permissions.ts';
import type { Action } from './action.ts';
import type { Audit } from './audit.ts';
import type { Page, PageRequest } from './page.ts';

/** A part of the console. What is listed here is all that it answers to; the tests of who may do what read it, too. */
export interface Area {
  readonly pages: readonly PageRoute[];
  readonly actions?: readonly ActionRoute[];
  readonly downloads?: readonly DownloadRoute[];
}

interface Route {
  /** Below `/console`. */
  readonly path: string;
  /** What the person needs. */
  readonly may: Permission;
}

/** What a GET shows. */
export interface PageRoute extends Route {
  readonly page: Page;
}

/** What a form does (POST). */
export interface ActionRoute extends Route {
  readonly action: Action;
  /** Of the form, for uploads; 64 KiB where it is not said. */
  readonly maxBytes?: number;
  /** It may do great harm: the password is asked for again where it was proved too long ago (`step-up.ts`). */
  readonly asksPassword?: boolean;
}

/** What a GET sends as a file or as data. */
export interface DownloadRoute extends Route {
  readonly download: Download;
}

export interface Downloaded {
  /** With the character set. */
  readonly type: string;
  /** Name of the file that the browser keeps; without it the browser shows the answer. ASCII without quotes. */
  readonly fileName?: string;
  readonly body: Readable | string;
}

/** What a download may go by. Who takes data away leaves a line in the audit log. */
export interface DownloadRequest extends PageRequest {
  readonly audit: Audit;
}

/** Null where there is nothing, as with pages. */
export type Download = (request: DownloadRequest) => Promise<Downloaded | null>;
