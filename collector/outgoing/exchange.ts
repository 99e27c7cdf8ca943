import type { Dispatcher } from 'undici';
import { codeOf } from '../net/look-up.ts';
import type { Failure } from './courier.ts';
import { UnreachableError } from './guarded-connector.ts';

const MAX_TIMER_MS = 10_000;

const ENOUGH = new Error('enough of the answer was read');
const TOO_LATE = new UnreachableError('timeout', `no whole answer within ${MAX_TIMER_MS / 1000} s`);

/** How an exchange ended. */
export interface Ended {
  readonly http: number | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The beginning of the answer's body. */
  readonly body: Buffer;
  readonly failure: Failure | null;
  readonly explains: string;
  /** Whether anything of the request may have left. */
  readonly hasBegun: boolean;
}

/** One request and its answer, as undici tells of it. Ends after ten seconds whatever the other side does, and only once. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #done: (ended: Ended) => void;
  readonly #readBytes: number;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #http: number | null = null;
  #headers: Ended['headers'] = {};
  #chunks: Buffer[] = [];
  #size = 0;
  #isOver = false;

  /** @param readBytes of the answer, at most */
  constructor(readBytes: number, done: (ended: Ended) => void) {
    this.#done = done;
    this.#readBytes = readBytes;
    this.#timer = setTimeout(() => this.#giveUp(), MAX_TIMER_MS);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isOver) controller.abort(TOO_LATE);
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Ended['headers'],
  ): void {
    // 1xx: the answer itself is still to come.
    if (status < 200) return;
    this.#http = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#size < this.#readBytes) this.#chunks.push(chunk.subarray(0, this.#readBytes - this.#size));
    this.#size += chunk.length;
    if (this.#size >= this.#readBytes) controller.abort(ENOUGH);
  }

  onResponseEnd(): void {
    this.#end(null, '');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (error === ENOUGH) this.#end(null, '');
    else if (error instanceof UnreachableError) this.#end(error.failure, error.message);
    else
      this.#end('reset', codeOf(error) === 'unknown' ? error.message : `${codeOf(error)}: ${error.message}`);
  }

  /** Nothing was sent, as the request itself makes no sense. */
  refuse(why: string): void {
    this.#end('bad-url', why);
  }

  #giveUp(): void {
    if (this.#controller) this.#controller.abort(TOO_LATE);
    // Also where nothing came of that.
    this.#end(TOO_LATE.failure, TOO_LATE.message);
  }

  #end(failure: Failure | null, explains: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#done({
      http: this.#http,
      headers: this.#headers,
      body: Buffer.concat(this.#chunks),
      ...{ failure, explains },
      hasBegun: this.#controller !== null,
    });
  }
}
