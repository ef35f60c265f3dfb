import { type DocumentType, schemaParts as s } from '#core/documents/index'
import {
  type PaperSubject,
  type PaperUtility,
  headTemplate,
  paperStyle,
  subjectSample,
  subjectSchema,
  subjectTemplate,
  utilitySample,
  utilitySchema,
} from '../shared.ts'

/** An invoice as the report names it: volumes decimals as text, amounts cents as text. */
interface ReportedInvoice {
  readonly number: string
  readonly billed_m3: string
  readonly total_cents: string
  readonly due_on: string
}

/** The final report of a concluded review. Absence is null. */
export interface ReportData extends PaperSubject {
  readonly utility: PaperUtility
  readonly concluded_on: string
  readonly issued_by: string
  readonly description: string
  readonly visits: readonly {
    readonly visit_on: string
    readonly responsible: string
    readonly finding: string
  }[]
  readonly outcome: string
  readonly report: string
  readonly contested: ReportedInvoice | null
  readonly corrected: ReportedInvoice | null
}

const invoice = (title: string) =>
  s.orNull(
    s.object(title, {
      number: s.text('Número', 20),
      billed_m3: s.decimal('Consumo faturado'),
      total_cents: s.cents('Total'),
      due_on: s.date('Vencimento'),
    })
  )

const schema = {
  ...s.object('Laudo de revisão de consumo', {
    utility: utilitySchema,
    concluded_on: s.date('Concluída em'),
    issued_by: s.text('Quem emitiu', 120),
    ...subjectSchema,
    description: s.text('Descrição da ocorrência', 4000),
    visits: s.list(
      'Visitas técnicas',
      s.object('Visita', {
        visit_on: s.date('Dia'),
        responsible: s.text('Quem foi', 120),
        finding: s.text('Constatação', 4000),
      }),
      50
    ),
    outcome: s.text('Resultado', 60),
    report: s.text('Laudo', 10_000),
    contested: invoice('Fatura contestada'),
    corrected: invoice('Fatura mudada pela revisão'),
  }),
  $id: 'aqueduto:reviews.report',
}

const row = (field: string, title: string) =>
  `{{#if ${field}}}<tr><td>${title}</td><td>{{${field}.number}}</td><td class="num">{{m3 ${field}.billed_m3}}</td><td class="num">{{brl ${field}.total_cents}}</td><td>{{date ${field}.due_on}}</td></tr>{{/if}}`

const template = `<article class="paper">
  ${headTemplate}
  <h2>Laudo da revisão de consumo {{number}}: {{outcome}}</h2>
  ${subjectTemplate}
  <h3>O que foi contestado</h3>
  <div class="text">{{description}}</div>
  {{#if visits}}
  <h3>Visitas técnicas</h3>
  {{#each visits}}
  <p><b>{{date visit_on}}, {{responsible}}</b></p>
  <div class="text">{{finding}}</div>
  {{/each}}
  {{/if}}
  <h3>Conclusão: {{outcome}}</h3>
  <div class="text">{{report}}</div>
  {{#if (or contested corrected)}}
  <h3>Faturas de {{refMonth reference}}</h3>
  <table>
    <tr><th>Fatura</th><th>Número</th><th>Consumo</th><th>Total</th><th>Vencimento</th></tr>
    ${row('contested', 'Contestada')}
    ${row('corrected', 'Mudada pela revisão')}
  </table>
  {{/if}}
  <p class="soft">Concluída em {{date concluded_on}}.</p>
  <p class="sign">{{issued_by}}<br>{{utility.short_name}}</p>
</article>
`

/** The final report of a consumption review (TR-3.2.6.9). */
export const reportDocument: DocumentType<ReportData> = {
  name: 'reviews.report',
  title: 'Laudo de revisão de consumo',
  schema,
  sample: {
    utility: utilitySample,
    ...{ concluded_on: '2026-11-28', issued_by: 'Ana Ribeiro' },
    ...subjectSample,
    description: 'A fatura de outubro veio com 60 m³, o triplo do costume.',
    visits: [
      {
        ...{ visit_on: '2026-11-25', responsible: 'Elisa Prado' },
        finding: 'Hidrômetro trocado na leitura: o do vizinho foi lido neste imóvel.',
      },
    ],
    outcome: 'Procedente',
    report: 'A leitura era do hidrômetro vizinho. O consumo do mês é refeito por 20 m³.',
    contested: {
      ...{ number: '000000090417', billed_m3: '60.000000', total_cents: '41280' },
      due_on: '2026-11-10',
    },
    corrected: {
      ...{ number: '000000093770', billed_m3: '20.000000', total_cents: '9820' },
      due_on: '2026-12-10',
    },
  },
  template,
  style: paperStyle,
  paper: { format: 'A4', margins: { top: 16, right: 16, bottom: 16, left: 18 } },
  outputs: ['html', 'pdf'],
}
