import { type DocumentType, schemaParts as s } from '#core/documents/index'
import { HEAD, type PaperEntry, entry, sample as paper, style, utility } from './shared.ts'
import type { PaperData } from './shared.ts'

export interface BookData {
  readonly utility: PaperData['utility']
  readonly number: number
  readonly due_from: string
  readonly due_until: string
  readonly entries: number
  readonly pages: readonly {
    readonly page: number
    readonly lines: readonly (PaperEntry & {
      readonly debtor: string
      readonly registration: string | null
      readonly term: string
    })[]
    readonly total_cents: string
  }[]
  readonly total_cents: string
  readonly generated_on: string
  readonly generated_by: string
  readonly officer: string
}

const line = {
  ...entry,
  properties: {
    ...(entry['properties'] as object),
    debtor: s.text('Devedor', 250),
    registration: s.orNull(s.digits('Matrícula com dígito', 2, 15)),
    term: s.text('Termo', 20),
  },
  required: [...(entry['required'] as string[]), 'debtor', 'registration', 'term'],
}

const schema = {
  ...s.object('Livro da dívida ativa', {
    utility,
    number: s.count('Número do livro'),
    due_from: s.date('Débitos vencidos desde'),
    due_until: s.date('Débitos vencidos até'),
    entries: s.count('Lançamentos'),
    pages: s.list(
      'Folhas',
      s.object('Folha', {
        page: s.count('Folha'),
        lines: s.list('Lançamentos', line, 100),
        total_cents: s.cents('Total da folha'),
      }),
      1000
    ),
    total_cents: s.cents('Total do livro'),
    generated_on: s.date('Gerado em'),
    generated_by: s.text('Quem gerou', 120),
    officer: s.text('Cargo de quem assina', 120),
  }),
  $id: 'aqueduto:debt_register.book',
}

const template = `<article class="register book">
  {{#each pages}}<section class="leaf">
    ${HEAD.replaceAll('{{utility.', '{{../utility.').replaceAll('cnpj utility', 'cnpj ../utility')}
    <h2>Livro da dívida ativa nº {{../number}} · folha {{page}}</h2>
    <table>
      <thead><tr><th>Seq.</th><th>Inscrição</th><th>Termo</th><th>Devedor</th><th>Matrícula</th><th>Origem</th><th>Ref.</th><th>Vencimento</th><th class="n">Valor</th><th class="n">Multa</th><th class="n">Juros</th><th class="n">Correção</th><th class="n">Total</th></tr></thead>
      <tbody>{{#each lines}}<tr>
        <td>{{line}}</td><td>{{number}}</td><td>{{term}}</td><td>{{debtor}}</td><td>{{#if registration}}{{registration registration}}{{else}}—{{/if}}</td>
        <td>{{origin}}{{#if bill}} {{bill}}{{/if}}</td><td>{{refMonth reference}}</td><td>{{date due_on}}</td>
        <td class="n">{{money original_cents}}</td><td class="n">{{money fine_cents}}</td><td class="n">{{money interest_cents}}</td><td class="n">{{money correction_cents}}</td><td class="n">{{money total_cents}}</td>
      </tr>{{/each}}</tbody>
      <tfoot><tr><th colspan="12">Total da folha</th><td class="n">{{money total_cents}}</td></tr></tfoot>
    </table>
  </section>{{/each}}
  <p class="text closing">Termo de encerramento: o livro nº {{number}} tem {{pages.length}} {{plural pages.length "folha" "folhas"}} e {{entries}} {{plural entries "lançamento" "lançamentos"}} de débitos vencidos de {{date due_from}} a {{date due_until}}, no total de {{brl total_cents}} na data das inscrições.</p>
  <p class="date">{{date generated_on}}</p>
  <p class="sign">{{generated_by}}<br><small>{{officer}}</small></p>
</article>
`

const { utility: who, officer } = paper

const sample: BookData = {
  ...{ utility: who, number: 1, due_from: '2022-01-01', due_until: '2022-12-31', entries: 1 },
  pages: [
    {
      page: 1,
      lines: [
        {
          ...paper.entries[0]!,
          ...{ line: 1, page: 1, debtor: 'Maria Aparecida dos Santos · 123.456.789-09' },
          ...{ registration: '000123457', term: '2026/000008' },
        },
      ],
      total_cents: '10500',
    },
  ],
  ...{ total_cents: '10500', generated_on: '2026-11-20', generated_by: 'Ana Ribeiro', officer },
}

/** The book, leaf by leaf. */
export const bookDocument: DocumentType<BookData> = {
  ...{ name: 'debt_register.book', title: 'Livro da dívida ativa', schema, template, sample },
  style: `${style}.book .leaf { break-after: page }
.book .leaf:last-of-type { break-after: auto }
.book .closing { margin-top: 8mm }
`,
  paper: { format: 'A4 landscape', margins: { top: 12, right: 12, bottom: 12, left: 12 } },
  outputs: ['html', 'pdf'],
}
