import type { DocumentType } from '#core/documents/index'

const text = { type: 'string' } as const
const cell = {
  type: 'object',
  additionalProperties: false,
  required: ['text', 'is_number'],
  properties: { text, is_number: { type: 'boolean' } },
} as const

const line = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'text', 'span', 'cells'],
  properties: {
    kind: text,
    text,
    span: { type: 'integer' },
    cells: { type: 'array', items: cell, maxItems: 60 },
  },
} as const

/** A row, the head of a group or its totals; a text that stands before the cells takes up so many columns. */
export interface PrintedLine {
  readonly kind: string
  readonly text: string
  readonly span: number
  readonly cells: readonly { readonly text: string; readonly is_number: boolean }[]
}

/** What the printed report is made of: every cell already in words. */
export interface ReportPrint {
  readonly utility: string
  readonly title: string
  readonly words: readonly string[]
  readonly printed_at: string
  readonly printed_by: string
  readonly head: readonly { readonly text: string; readonly is_number: boolean }[]
  readonly lines: readonly PrintedLine[]
  readonly totals: readonly { readonly text: string; readonly is_number: boolean }[]
  readonly count: string
}

const template = `<article class="report">
  <header>
    <p class="utility">{{utility}}</p>
    <h1>{{title}}</h1>
    {{#if words}}<p class="words">{{#each words}}<span>{{this}}</span>{{/each}}</p>{{/if}}
  </header>
  <table>
    <thead><tr>{{#each head}}<th class="{{#if is_number}}num{{/if}}">{{text}}</th>{{/each}}</tr></thead>
    <tbody>
      {{#each lines}}<tr class="{{kind}}">{{#if span}}<td colspan="{{span}}">{{text}}</td>{{/if}}{{#each cells}}<td class="{{#if is_number}}num{{/if}}">{{text}}</td>{{/each}}</tr>
      {{/each}}
    </tbody>
    {{#if totals}}<tfoot><tr>{{#each totals}}<td class="{{#if is_number}}num{{/if}}">{{text}}</td>{{/each}}</tr></tfoot>{{/if}}
  </table>
  <p class="foot">{{count}} · emitido em {{printed_at}} por {{printed_by}}</p>
</article>
`

const style = `
@page { @bottom-right { content: "Página " counter(page) " de " counter(pages); font: 7pt "Inter", sans-serif; color: #5b6875 } }
.utility { margin: 0; font-size: 8pt; color: #5b6875 }
h1 { margin: 0 0 1mm; font-size: 13pt; letter-spacing: -0.01em }
.words { margin: 0 0 3mm; font-size: 8pt; color: #3a4652 }
.words span + span::before { content: " · " }
table { width: 100%; border-collapse: collapse; font-size: 7.5pt }
thead { display: table-header-group }
tfoot { display: table-row-group }
th { text-align: left; font-weight: 600; border-bottom: 0.3mm solid #1b2530; padding: 1mm 1.5mm; vertical-align: bottom }
td { border-bottom: 0.1mm solid #d5dce3; padding: 0.8mm 1.5mm; vertical-align: top }
tr { break-inside: avoid }
.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
[class^="head-"] td { border: 0; padding-top: 2mm; font-weight: 600 }
.head-1 td { padding-left: 5mm } .head-2 td { padding-left: 8mm }
.total td { border-top: 0.1mm solid #5b6875; font-weight: 600 }
tfoot td { border-top: 0.3mm solid #1b2530; border-bottom: 0; font-weight: 600 }
.foot { margin-top: 3mm; font-size: 7.5pt; color: #5b6875 }
`

/** A report on paper: any number of pages, the head of the table on each. */
export const reportDocument: DocumentType<ReportPrint> = {
  name: 'reports.table',
  title: 'Relatório',
  template,
  style,
  paper: { format: 'A4 landscape', margins: { top: 12, right: 12, bottom: 14, left: 12 } },
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [
      'utility',
      'title',
      'words',
      'printed_at',
      'printed_by',
      'head',
      'lines',
      'totals',
      'count',
    ],
    properties: {
      utility: text,
      title: text,
      words: { type: 'array', items: text, maxItems: 40 },
      printed_at: text,
      printed_by: text,
      head: { type: 'array', items: cell, maxItems: 60 },
      lines: { type: 'array', items: line, maxItems: 40_000 },
      totals: { type: 'array', items: cell, maxItems: 60 },
      count: text,
    },
  },
  sample: {
    utility: 'Águas Claras do Norte',
    title: 'Faturas emitidas',
    words: ['Referência: 11/2026'],
    printed_at: '22/11/2026 08:00',
    printed_by: 'Ana Ribeiro',
    head: [
      { text: 'Categoria', is_number: false },
      { text: 'Total', is_number: true },
    ],
    lines: [
      { kind: 'head-0', text: 'Bairro: Centro', span: 2, cells: [] },
      {
        ...{ kind: 'row', text: '', span: 0 },
        cells: [
          { text: 'Residencial', is_number: false },
          { text: 'R$\u202F1.234,56', is_number: true },
        ],
      },
      {
        ...{ kind: 'total', text: 'Total de Centro (1 linha)', span: 1 },
        cells: [{ text: 'R$\u202F1.234,56', is_number: true }],
      },
    ],
    totals: [
      { text: 'Total', is_number: false },
      { text: 'R$\u202F1.234,56', is_number: true },
    ],
    count: '1 linha',
  },
}

export default [reportDocument] as readonly DocumentType[]
