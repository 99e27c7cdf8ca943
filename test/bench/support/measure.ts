const ROUNDS = 9;
const ROUND_MS = 150;

/** What one call costs, in microseconds: the median of nine rounds, after one to warm up. */
export function microseconds(call: () => unknown): number {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < ROUND_MS) {
      for (let inner = 0; inner < 50; inner += 1) call();
      calls += 50;
    }
    if (round > 0) rounds.push(((performance.now() - start) * 1000) / calls);
  }
  return rounds.sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
}

/** Prints costs with their ratio to the first line: machines differ, ratios within one run hardly do. */
export function printCosts(costs: readonly (readonly [name: string, microseconds: number])[]): void {
  const base = costs[0]?.[1] ?? 1;
  const width = Math.max(...costs.map(([name]) => name.length));
  for (const [name, cost] of costs) {
    console.log(
      `${name.padEnd(width)}  ${cost.toFixed(2).padStart(8)} µs  ${(cost / base).toFixed(2).padStart(6)}×`,
    );
  }
}
