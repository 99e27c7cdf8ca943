import type { Translation } from './text.ts';

export const help = {
  // What to do about a log entry (advice.ts)
  'Copy the postback URL or the tag again, then repeat the request.':
    'Скопируйте адрес постбэка или тег заново и повторите запрос.',
  'Nothing was stored. Mend the postback URL at the network, then let it send the postback again.':
    'Ничего не сохранено. Исправьте адрес постбэка в сети и попросите отправить его ещё раз.',
  'Nothing was stored. Mend «flow» and «subid» in the postback URL, then send it again.':
    'Ничего не сохранено. Исправьте «flow» и «subid» в адресе постбэка и отправьте его ещё раз.',
  'The sender was asked to try again. If this goes on, look at /readyz and at the collector’s own log.':
    'Отправителя попросили повторить позже. Если это продолжается, посмотрите /readyz и журнал самого коллектора.',
  'This is not a fault: networks repeat themselves. There is nothing to do.':
    'Это не ошибка: сети повторяют постбэки. Делать ничего не нужно.',
  'Nothing was stored. Add the click to the postback URL, then let the network send it again.':
    'Ничего не сохранено. Добавьте клик в адрес постбэка и попросите сеть отправить его ещё раз.',
  'Send an ISO 4217 code such as USD.': 'Передавайте код ISO 4217, например USD.',
  'Send the payout as a plain number with a decimal point, such as 12.50.':
    'Передавайте выплату числом с десятичной точкой, например 12.50.',
  'Mend the value that the steps name.': 'Исправьте значение, которое названо в шагах.',
  'Look for a broken export or a wrong character set at the sender.':
    'Ищите у отправителя испорченную выгрузку или неверную кодировку.',
  'Send shorter text, or leave it so: the rest was stored.':
    'Передавайте текст короче или оставьте как есть: остальное сохранено.',
  'Send status and money from the network’s server: a page may not set them.':
    'Статус и деньги передавайте с сервера сети: странице их менять нельзя.',
  'Send fewer parameters.': 'Передавайте меньше параметров.',
  'Leave out «convert», or convert at the sender.':
    'Уберите «convert» или пересчитывайте валюту на стороне отправителя.',
  'Nothing to do: the lead keeps its decision.': 'Делать ничего не нужно: решение по лиду сохраняется.',
  'Send fewer custom fields: a lead keeps 50.': 'Передавайте меньше своих полей: лид хранит не больше 50.',
  'Ask the network to send UTF-8.': 'Попросите сеть передавать UTF-8.',
  'Say below what the word means and replay the postbacks that said it, or list it in sta, sth, stc, stt or stn of the postback URL.':
    'Укажите ниже, что значит это слово, и повторите постбэки с ним, или перечислите его в sta, sth, stc, stt или stn в адресе постбэка.',
  'If the click comes within 24 hours, this postback is applied by itself. If not, mend the offer link or the postback URL, then let the network send it again.':
    'Если клик придёт в течение 24 часов, постбэк применится сам. Если нет, исправьте ссылку на оффер или адрес постбэка и попросите сеть отправить его ещё раз.',
  'Browsers send what was refused again. If these are real visitors, raise SUBPIXEL_RATE_PER_NETWORK or SUBPIXEL_RATE_PER_KEY; if all of them seem to come from one address, count your proxies in SUBPIXEL_PROXY_HOPS.':
    'Отклонённое браузеры отправят ещё раз. Если это живые посетители, увеличьте SUBPIXEL_RATE_PER_NETWORK или SUBPIXEL_RATE_PER_KEY; если все приходят как будто с одного адреса, укажите число своих прокси в SUBPIXEL_PROXY_HOPS.',
  'This is settled: a later entry did what this one could not.':
    'Это улажено: более поздняя запись сделала то, что не удалось этой.',

  // The pages; articles have both languages in console/help
  'Ways to bring leads in': 'Как заводить лиды',
  'Step by step, ready to copy.': 'По шагам, готово к копированию.',
  'Good to know': 'Полезно знать',
  'How the numbers are made, and who sees what.': 'Как считаются числа и кто что видит.',
  Errors: 'Ошибки',
  'What the log calls a refused request.': 'Как журнал называет отклонённый запрос.',
  Reasons: 'Причины',
  'Why it was refused.': 'Почему он отклонён.',
  Warnings: 'Предупреждения',
  'Why a message did not arrive.': 'Почему сообщение не дошло.',
  'The request was taken, but a person should look.': 'Запрос принят, но стоит взглянуть.',
} as const satisfies Record<string, Translation>;
