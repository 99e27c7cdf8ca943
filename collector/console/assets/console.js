// The console works without this. It shows instants in the reader's own time beside UTC.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

for (const time of document.querySelectorAll('time')) {
  time.title = local.format(new Date(time.dateTime));
}

// Something to copy gets a button. The old command works over plain http, too, where the clipboard's own API is closed.
for (const box of document.querySelectorAll('.copy')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = 'Copy';
  button.addEventListener('click', () => {
    getSelection().selectAllChildren(box.querySelector('pre'));
    button.textContent = document.execCommand('copy') ? 'Copied' : 'Press Ctrl+C';
  });
  box.querySelector('h3').append(button);
}

// What takes its time says so, and is not asked for twice.
for (const form of document.querySelectorAll('form[data-busy]')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button');
    button.disabled = true;
    button.textContent = form.dataset.busy;
  });
}
