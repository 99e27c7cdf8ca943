const ROUNDS = 5;

/** Signs in and returns the cookie. */
export async function enterConsole(
  url: string,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<string> {
  const response = await fetch(`${url}/console/login`, {
    method: 'POST',
    body: new URLSearchParams({ login, password }),
    headers: { Origin: url },
    redirect: 'manual',
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`No session: ${response.status} ${await response.text()}`);
  return cookie;
}

/** Gets a page several times: the median time, the status, and where its link to older rows leads. */
export async function timePage(
  url: string,
  path: string,
  cookie: string,
): Promise<{ milliseconds: number; status: number; next: string | undefined }> {
  const times: number[] = [];
  let status = 0;
  let html = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const response = await fetch(url + path, { headers: { Cookie: cookie } });
    html = await response.text();
    status = response.status;
    times.push(performance.now() - begun);
  }
  times.sort((one, other) => one - other);
  const next = /href="([^"]*before=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  return { milliseconds: times[Math.floor(ROUNDS / 2)] ?? Number.NaN, status, next };
}
