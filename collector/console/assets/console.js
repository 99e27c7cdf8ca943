// The console works without this. It shows instants in the reader's own time beside UTC.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

for (const time of document.querySelectorAll('time')) {
  time.title = local.format(new Date(time.dateTime));
}
