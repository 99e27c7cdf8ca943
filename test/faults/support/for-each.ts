/** Does something for 0, 1, 2, … up to a number, so many at a time. */
export async function forEach(
  count: number,
  together: number,
  task: (serial: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: together }, work));
}
