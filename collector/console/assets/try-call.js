// The page of the API: sends a call with a key that is typed in, and shows the answer. The key is kept nowhere.
{
  const key = document.querySelector('#api-key');

  async function send(form) {
    const fields = [...new FormData(form)];
    const of = (place) =>
      fields.flatMap(([name, value]) =>
        name.startsWith(`${place}.`) && value !== '' ? [[name.slice(place.length + 1), value]] : [],
      );
    const parts = new Map(of('path'));
    const path = form.dataset.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parts.get(name)));
    const query = new URLSearchParams(of('query'));
    const body = new Map(fields).get('body');
    const response = await fetch(`/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: form.dataset.method,
      headers: { Authorization: `Bearer ${key.value.trim()}` },
      credentials: 'omit',
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
    return `HTTP ${response.status}\n${isJson ? JSON.stringify(JSON.parse(text), null, 2) : text}`;
  }

  for (const form of document.querySelectorAll('form.try')) {
    form.hidden = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const output = form.querySelector('output');
      const button = form.querySelector('button');
      if (key.value.trim() === '') {
        output.textContent = form.dataset.noKey;
        key.focus();
        return;
      }
      button.disabled = true;
      output.textContent = '…';
      output.textContent = await send(form).catch((error) => String(error));
      button.disabled = false;
    });
  }

  if (key) key.closest('label').hidden = false;
}
