/** Cell styles, by their place in `cellXfs` below. */
export const STYLES = { plain: 0, time: 1, quoted: 2, bold: 3 } as const;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function sheetName(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** The heading stays in sight. */
export function sheetStart(columns: number): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const widths = `<cols><col min="1" max="${Math.max(1, columns)}" width="18" customWidth="1"/></cols>`;
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${widths}<sheetData>`;
}

export const SHEET_END = '</sheetData></worksheet>';

/** Everything of a workbook but its sheets. */
export function bookParts(sheets: number): readonly (readonly [name: string, content: string])[] {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const each = (write: (number: number) => string) => numbers.map(write).join('');
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${TYPES}.${type}+xml"/>`;
  return [
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each(
        (number) => `<sheet name="${number}" sheetId="${number}" r:id="s${number}"/>`,
      )}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((number) =>
        relation(`s${number}`, 'worksheet', `worksheets/sheet${number}.xml`),
      )}${relation('styles', 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', styles()],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation('book', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${each(
        (number) => override(sheetName(number), 'worksheet'),
      )}</Types>`,
    ],
  ];
}

function styles(): string {
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;
  const fills =
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>';
  const format = (attributes: string) => `<xf fillId="0" borderId="0" ${attributes}/>`;
  const formats = [
    format('xfId="0" numFmtId="0" fontId="0"'),
    format('xfId="0" numFmtId="164" fontId="0" applyNumberFormat="1"'),
    format('xfId="0" numFmtId="0" fontId="0" quotePrefix="1"'),
    format('xfId="0" numFmtId="0" fontId="1" applyFont="1"'),
  ];
  return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts>${fills}<borders count="1"><border/></borders><cellStyleXfs count="1">${format('numFmtId="0" fontId="0"')}</cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`;
}
