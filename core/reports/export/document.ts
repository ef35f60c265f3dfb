import type { DocumentType } from '#core/documents/index'

const text = { type: 'string' } as const
const cell = {
  type: 'object',
  additionalProperties: false,
  required: ['text', 'is_number'],
  properties: { text, is_number: { type: 'boolean' } },
} as const

/** What the printed report is made of: every cell already in words. */
export interface ReportPrint {
  readonly utility: string
  readonly title: string
  readonly words: readonly string[]
  readonly printed_at: string
  readonly printed_by: string
  readonly head: readonly { readonly text: string; readonly is_number: boolean }[]
  readonly rows: readonly (readonly { readonly text: string; readonly is_number: boolean }[])[]
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
      {{#each rows}}<tr>{{#each this}}<td class="{{#if is_number}}num{{/if}}">{{text}}</td>{{/each}}</tr>
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
tfoot td { border-top: 0.3mm solid #1b2530; border-bottom: 0; font-weight: 600 }
.foot { margin-top: 3mm; font-size: 7.5pt; color: #5b6875 }
`

/** A report on paper: any number of pages, the head of the table on each. */
export const reportDocument: DocumentType<ReportPrint> = {
  name: 'reports.table',
  title: 'Relatório',
  template,
  style,
  page: { format: 'A4 landscape', margins: { top: 12, right: 12, bottom: 14, left: 12 } },
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
      'rows',
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
      rows: {
        type: 'array',
        items: { type: 'array', items: cell, maxItems: 60 },
        maxItems: 20_000,
      },
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
    rows: [
      [
        { text: 'Residencial', is_number: false },
        { text: 'R$\u202F1.234,56', is_number: true },
      ],
    ],
    totals: [
      { text: 'Total', is_number: false },
      { text: 'R$\u202F1.234,56', is_number: true },
    ],
    count: '1 linha',
  },
}

export default [reportDocument] as readonly DocumentType[]
