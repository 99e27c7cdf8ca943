// A live list: what is new comes in on top by itself. It rests while nobody looks, or while text is being selected.
{
  const EVERY_MS = 2000;
  const MAX_ROWS = 200;
  const list = document.querySelector('[data-live]');
  const says = document.querySelector('.tail');
  const idOf = (row) => row.querySelector('.action a').pathname.split('/').pop();

  // With responseType 'document' the browser parses without running anything: Trusted Types allow that.
  function load(url) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('GET', url);
      request.responseType = 'document';
      request.timeout = 10_000;
      request.onload = () => resolve({ page: request.response, status: request.status });
      request.onerror = reject;
      request.ontimeout = reject;
      request.send();
    });
  }

  /** Puts a row where its time belongs: one that was stored late comes between others. */
  function insert(row, body) {
    const id = idOf(row);
    const rows = [...body.rows];
    if (rows.some((each) => idOf(each) === id)) return false;
    row.classList.add('fresh');
    body.insertBefore(document.adoptNode(row), rows.find((each) => idOf(each) < id) ?? null);
    row.dispatchEvent(new Event('subpixel:shown', { bubbles: true }));
    return true;
  }

  function take(fresh) {
    list.dataset.live = fresh.dataset.live || list.dataset.live;
    const news = fresh.querySelector('tbody');
    if (!news) return 0;
    const body = list.querySelector('tbody');
    if (!body) {
      list.replaceChildren(...fresh.childNodes);
      return news.rows.length;
    }
    const count = [...news.rows].filter((row) => insert(row, body)).length;
    while (body.rows.length > MAX_ROWS) body.rows[body.rows.length - 1].remove();
    return count;
  }

  const isResting = () => document.hidden || !getSelection().isCollapsed;

  async function look() {
    let again = true;
    if (!isResting()) {
      const url = new URL(location.href);
      url.searchParams.set('after', list.dataset.live);
      try {
        const { page, status } = await load(url);
        const fresh = page?.querySelector('[data-live]');
        if (fresh) {
          const count = take(fresh);
          if (count > 0) says.textContent = says.dataset.new.replace('{count}', count);
        } else {
          // Signed out, or not allowed any more. A fault of the server may pass.
          again = status >= 500;
          says.textContent = again ? says.dataset.lost : says.dataset.ended;
        }
      } catch {
        says.textContent = says.dataset.lost;
      }
    }
    if (again) setTimeout(look, EVERY_MS);
  }

  if (list) setTimeout(look, EVERY_MS);
}
