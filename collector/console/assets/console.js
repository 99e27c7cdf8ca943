// The console works without this. It shows instants in the reader's own time beside UTC.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

function showTimes(within) {
  for (const time of within.querySelectorAll('time')) time.title = local.format(new Date(time.dateTime));
}

showTimes(document);
// What another script has put into the page.
document.addEventListener('subpixel:shown', ({ target }) => showTimes(target));

// Where one is, also where the way there is longer than a phone is wide.
for (const here of document.querySelectorAll('nav [aria-current]')) {
  const nav = here.closest('nav');
  nav.scrollLeft = here.offsetLeft + here.offsetWidth - nav.offsetLeft - nav.clientWidth + 24;
}

// Something to copy gets a button. The old command works over plain http, too, where the clipboard's own API is closed.
for (const box of document.querySelectorAll('.copy')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = box.dataset.copy;
  button.addEventListener('click', () => {
    getSelection().selectAllChildren(box.querySelector('pre'));
    button.textContent = document.execCommand('copy') ? box.dataset.copied : box.dataset.press;
  });
  box.querySelector('.label').append(button);
}

// What takes its time says so, and is not asked for twice.
for (const form of document.querySelectorAll('form[data-busy]')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button');
    button.disabled = true;
    button.textContent = form.dataset.busy;
  });
}

// A download says how far it is. The page stays, so the form can be sent again.
for (const form of document.querySelectorAll('form[data-progress]')) {
  let timer;
  form.addEventListener('submit', () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const run = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    form.elements.run.value = run;
    clearTimeout(timer);
    const ask = async () => {
      const answer = await fetch(`${form.dataset.progress}?run=${run}`).catch(() => null);
      const { rows = 0, ended = false } = answer?.ok ? await answer.json() : {};
      if (form.elements.run.value !== run) return;
      const says = ended ? form.dataset.ended : form.dataset.written;
      form.querySelector('.progress').textContent = says.replace('{rows}', rows.toLocaleString());
      if (!ended) timer = setTimeout(ask, 1000);
    };
    timer = setTimeout(ask, 300);
  });
}
