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

/** The form of a review on paper: the twelve items of TR-3.2.6.2 as they are stored. Absence is null. */
export interface FormData extends PaperSubject {
  readonly utility: PaperUtility
  readonly printed_on: string
  readonly printed_by: string
  readonly phase: string
  readonly origin: string
  readonly opened_by: string
  readonly residents: number | null
  readonly has_pool: string | null
  readonly pool_note: string | null
  readonly has_washing_machine: string | null
  readonly has_water_tank: string | null
  readonly has_alternative_source: string | null
  readonly alternative_source_type: string | null
  readonly description: string
}

const answer = (title: string) => s.orNull(s.choice(title, ['yes', 'no']))

const schema = {
  ...s.object('Formulário de revisão de consumo', {
    utility: utilitySchema,
    printed_on: s.date('Impresso em'),
    printed_by: s.text('Quem imprimiu', 120),
    phase: s.text('Fase da análise', 80),
    origin: s.text('Origem', 60),
    opened_by: s.text('Quem abriu', 120),
    ...subjectSchema,
    residents: s.orNull(s.count('Moradores')),
    has_pool: answer('Piscina'),
    pool_note: s.orNull(s.text('Sobre a piscina')),
    has_washing_machine: answer('Máquina de lavar roupas'),
    has_water_tank: answer('Caixa d’água'),
    has_alternative_source: answer('Fonte alternativa de água'),
    alternative_source_type: s.orNull(s.text('Tipo da fonte alternativa', 120)),
    description: s.text('Descrição da ocorrência', 4000),
  }),
  $id: 'aqueduto:reviews.form',
}

const said = (field: string) =>
  `{{#if (eq ${field} 'yes')}}Sim{{/if}}{{#if (eq ${field} 'no')}}Não{{/if}}{{#unless ${field}}}Não informado{{/unless}}`

const template = `<article class="paper">
  ${headTemplate}
  <h2>Formulário de revisão de consumo {{number}}</h2>
  ${subjectTemplate}
  <h3>O imóvel</h3>
  <table class="facts">
    <tr><th>Moradores</th><td>{{#if (eq residents null)}}Não informado{{else}}{{residents}}{{/if}}</td><th>Caixa d’água</th><td>${said('has_water_tank')}</td></tr>
    <tr><th>Piscina</th><td>${said('has_pool')}{{#if pool_note}}: {{pool_note}}{{/if}}</td><th>Máquina de lavar roupas</th><td>${said('has_washing_machine')}</td></tr>
    <tr><th>Fonte alternativa de água</th><td colspan="3">${said('has_alternative_source')}{{#if alternative_source_type}}: {{alternative_source_type}}{{/if}}</td></tr>
  </table>
  <h3>Descrição da ocorrência</h3>
  <div class="text">{{description}}</div>
  <p class="soft">{{origin}}, aberta por {{opened_by}}. Fase: {{phase}}. Impresso em {{date printed_on}} por {{printed_by}}.</p>
  <p class="sign">{{requester}}</p>
</article>
`

/** The application form of a consumption review (TR-3.2.6.4). */
export const formDocument: DocumentType<FormData> = {
  name: 'reviews.form',
  title: 'Formulário de revisão de consumo',
  schema,
  sample: {
    utility: utilitySample,
    ...{ printed_on: '2026-11-22', printed_by: 'Carla Nunes', phase: 'Em análise' },
    ...{ origin: 'Pedido do cliente', opened_by: 'Carla Nunes' },
    ...subjectSample,
    ...{ residents: 5, has_pool: 'yes', pool_note: '12 mil litros, enchida em setembro' },
    ...{ has_washing_machine: 'yes', has_water_tank: 'no', has_alternative_source: 'yes' },
    alternative_source_type: 'Poço',
    description:
      'A fatura de outubro veio com 60 m³.\nA família gasta por volta de 18 m³ e não encontrou vazamento.',
  },
  template,
  style: paperStyle,
  paper: { format: 'A4', margins: { top: 16, right: 16, bottom: 16, left: 18 } },
  outputs: ['html', 'pdf'],
}
