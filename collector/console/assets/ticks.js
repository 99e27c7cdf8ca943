// Ticks of a table: all at once, and how many there are.
for (const form of document.querySelectorAll('form[data-ticked]')) {
  const ticks = [...form.elements].filter((each) => each.name === 'lead');
  const all = document.createElement('input');
  all.type = 'checkbox';
  const label = document.createElement('label');
  label.className = 'inline';
  label.append(all, form.dataset.all);
  const count = document.createElement('output');
  form.prepend(label, count);
  const show = () => {
    const ticked = ticks.filter((each) => each.checked).length;
    all.checked = ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
    count.textContent = ticked > 0 ? form.dataset.ticked.replace('{n}', ticked) : '';
  };
  all.addEventListener('change', () => {
    for (const each of ticks) each.checked = all.checked;
    show();
  });
  for (const each of ticks) each.addEventListener('change', show);
  show();
}
