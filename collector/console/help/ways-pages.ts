import type { Article, Both } from './article.ts';
import type { Way } from './topics.ts';

const TAG = '<script defer src="{script}" data-key="pk_…"></script>';
const AUTO_TAG = '<script defer src="{script}" data-key="pk_…" data-auto="/thanks"></script>';
const GTM_TAG = '<script src="{script}?key=pk_…&auto=/thanks"></script>';
const WORDPRESS_TAG =
  '<script defer nowprocket data-cfasync="false" src="{script}" data-key="pk_…" data-auto="/thanks"></script>';

/** The script on one's own pages. */
export const PAGE_WAYS: Readonly<
  Record<Extract<Way, 'script-tag' | 'tag-manager' | 'wordpress'>, Both<Article>>
> = {
  'script-tag': {
    en: {
      title: 'The script tag',
      blocks: [
        'One script in the head of the landing page and the thank-you page. Every form then carries the click ID in a hidden field called `subid`, `{click}` in links is replaced by it, and the thank-you page can report the lead.',
        {
          steps: [
            'Open your flow and copy the script of step 3: it holds the flow’s site key in place of `pk_…`.',
            'Paste it into the `<head>` of the landing page, before other scripts.',
            'Paste it into the thank-you page as well. With `data-auto="/thanks"` the page whose address contains `/thanks` reports the lead: the name, phone and e-mail of the form that was sent.',
            'Open the landing page. In the flow’s checklist «The script on your page» is ticked within seconds.',
          ],
        },
        { label: 'For both pages', code: AUTO_TAG },
        { label: 'Where only the network reports leads', code: TAG },
        { heading: 'If nothing arrives' },
        {
          points: [
            'Open the page with `?subpixel-debug` at the end of its address: it shows where the click came from, which forms have it, and what was sent.',
            'Let the console check the page: it opens it in a real browser and names what stands in the way.',
            'With a Content-Security-Policy of your own, add the collector to `script-src` and `connect-src`.',
            'Pages that React or Vue hydrate need `data-inject="submit"`.',
          ],
        },
      ],
    },
    ru: {
      title: 'Тег скрипта',
      blocks: [
        'Один скрипт в head лендинга и страницы «Спасибо». Каждая форма получает ID клика в скрытом поле `subid`, `{click}` в ссылках заменяется на него, а страница «Спасибо» может сообщить о лиде.',
        {
          steps: [
            'Откройте поток и скопируйте скрипт из шага 3: вместо `pk_…` в нём ключ сайта потока.',
            'Вставьте его в `<head>` лендинга, перед другими скриптами.',
            'Вставьте его и на страницу «Спасибо». С `data-auto="/thanks"` о лиде сообщает страница, в адресе которой есть `/thanks`: имя, телефон и почту из отправленной формы.',
            'Откройте лендинг. В списке потока через несколько секунд отметится «Скрипт на вашей странице».',
          ],
        },
        { label: 'Для обеих страниц', code: AUTO_TAG },
        { label: 'Если о лидах сообщает только сеть', code: TAG },
        { heading: 'Если ничего не приходит' },
        {
          points: [
            'Откройте страницу с `?subpixel-debug` в конце адреса: она покажет, откуда взялся клик, в каких формах он есть и что отправлено.',
            'Проверьте страницу из консоли: она откроет её в настоящем браузере и назовёт, что мешает.',
            'Если у вас своя Content-Security-Policy, добавьте коллектор в `script-src` и `connect-src`.',
            'Страницам, которые гидрирует React или Vue, нужен `data-inject="submit"`.',
          ],
        },
      ],
    },
  },
  'tag-manager': {
    en: {
      title: 'Google Tag Manager',
      blocks: [
        'Tag managers strip attributes from scripts, so the settings stand in the address. A script from a tag manager starts later than one in the page: where you can change the page, put the tag there.',
        {
          steps: [
            'In GTM choose Tags → New → Custom HTML, and paste the script below with your flow’s key.',
            'Choose the trigger «Initialization – All Pages», so that it runs before other tags. Leave «Support document.write» off.',
            'Press Preview and open your landing page: the tag has to be under «Tags Fired».',
            'Publish the container, then look at the flow’s checklist.',
          ],
        },
        { label: 'Custom HTML', code: GTM_TAG },
        {
          points: [
            'Further settings go into the address, too: `&hosts=shop.example`, `&inject=submit`.',
            'Where consent is asked for, either let GTM hold the tag back until there is consent, or add `&consent=required` and call `subpixel.consent(true)`.',
            'Blockers hold GTM back more often than a script of your own domain.',
          ],
        },
      ],
    },
    ru: {
      title: 'Google Tag Manager',
      blocks: [
        'Менеджеры тегов убирают у скриптов атрибуты, поэтому настройки стоят в адресе. Из менеджера скрипт стартует позже: если можете менять страницу, ставьте тег прямо в неё.',
        {
          steps: [
            'В GTM выберите Теги → Создать → Пользовательский HTML и вставьте скрипт ниже с ключом вашего потока.',
            'Выберите триггер «Инициализация – все страницы», чтобы он сработал раньше других. «Поддержка document.write» пусть будет выключена.',
            'Нажмите «Предварительный просмотр» и откройте лендинг: тег должен быть среди сработавших.',
            'Опубликуйте контейнер и посмотрите на список потока.',
          ],
        },
        { label: 'Пользовательский HTML', code: GTM_TAG },
        {
          points: [
            'Другие настройки тоже идут в адрес: `&hosts=shop.example`, `&inject=submit`.',
            'Если нужно согласие, пусть GTM придержит тег до согласия, или добавьте `&consent=required` и вызовите `subpixel.consent(true)`.',
            'Блокировщики режут GTM чаще, чем скрипт с вашего домена.',
          ],
        },
      ],
    },
  },
  wordpress: {
    en: {
      title: 'WordPress',
      blocks: [
        {
          steps: [
            'Install a plugin that puts code into the head, such as WPCode, or use the header field of your theme or page builder.',
            'Paste the script with your flow’s key into the header, for all pages.',
            'Change `/thanks` to a part of your thank-you page’s address. With WooCommerce that is `/order-received`.',
            'Clear the cache of your caching plugin and of Cloudflare.',
            'Open the landing page in a private window and look at the flow’s checklist.',
          ],
        },
        { label: 'For the header; optimisers leave it alone', code: WORDPRESS_TAG },
        {
          points: [
            'Forms of Contact Form 7, Elementor, WPForms and others get the click ID by themselves, also in pop-ups.',
            'A form that shows «Thank you» without a new page needs one line where it succeeds: `subpixel.lead({ name, phone })`. Contact Form 7 tells by the event `wpcf7mailsent`.',
            'Optimisers that combine or delay scripts (Autoptimize, LiteSpeed, WP Rocket) need the address of the script on their list of exclusions.',
          ],
        },
        {
          label: 'Contact Form 7 without a thank-you page',
          code: `<script>
  document.addEventListener('wpcf7mailsent', ({ detail }) => {
    const value = (name) => detail.inputs.find((input) => input.name === name)?.value;
    subpixel.lead({ name: value('your-name'), phone: value('your-tel'), email: value('your-email') });
  });
</script>`,
        },
      ],
    },
    ru: {
      title: 'WordPress',
      blocks: [
        {
          steps: [
            'Поставьте плагин, который вставляет код в head, например WPCode, или используйте поле заголовка темы или конструктора.',
            'Вставьте скрипт с ключом вашего потока в заголовок, для всех страниц.',
            'Замените `/thanks` на часть адреса вашей страницы «Спасибо». В WooCommerce это `/order-received`.',
            'Очистите кеш плагина и Cloudflare.',
            'Откройте лендинг в приватном окне и посмотрите на список потока.',
          ],
        },
        { label: 'В заголовок; оптимизаторы его не трогают', code: WORDPRESS_TAG },
        {
          points: [
            'Формы Contact Form 7, Elementor, WPForms и других получают ID клика сами, в том числе в попапах.',
            'Форме, которая пишет «Спасибо» без новой страницы, нужна строка там, где она успешна: `subpixel.lead({ name, phone })`. Contact Form 7 сообщает событием `wpcf7mailsent`.',
            'Оптимизаторам, которые склеивают или откладывают скрипты (Autoptimize, LiteSpeed, WP Rocket), добавьте адрес скрипта в исключения.',
          ],
        },
        {
          label: 'Contact Form 7 без страницы «Спасибо»',
          code: `<script>
  document.addEventListener('wpcf7mailsent', ({ detail }) => {
    const value = (name) => detail.inputs.find((input) => input.name === name)?.value;
    subpixel.lead({ name: value('your-name'), phone: value('your-tel'), email: value('your-email') });
  });
</script>`,
        },
      ],
    },
  },
};
