/** Work that is never under way twice. */
export interface OneAtATime {
  /** Has it done; where it is under way, once more after that. */
  call(): void;
  /** Resolves when nothing is under way. */
  ended(): Promise<void>;
}

export function oneAtATime(work: () => Promise<unknown>, onError: (error: unknown) => void): OneAtATime {
  let running: Promise<void> | null = null;
  let isAsked = false;

  async function run(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await work().catch(onError);
    }
    running = null;
  }

  return {
    call() {
      isAsked = true;
      running ??= run();
    },
    async ended() {
      await running;
    },
  };
}
