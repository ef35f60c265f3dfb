import { type DocumentType, schemaParts as s } from '#core/documents/index'
import { clearanceText } from '../domain/clearance_text.ts'
import {
  type Issuer,
  LETTERHEAD,
  type Person,
  type Place,
  SAMPLE,
  letterheadStyle,
  person,
  place,
} from './parts.ts'

/** Dates `YYYY-MM-DD`. */
export interface ClearanceData {
  readonly utility: Issuer
  readonly number: string
  readonly year: string
  readonly issued_on: string
  readonly city: string
  readonly customer: Person
  readonly premise: Place
  /** What it declares, with what the law wants said. */
  readonly text: string
}

const schema = {
  ...s.object('Declaração de quitação', {
    utility: s.issuer(),
    number: s.text('Número', 20),
    year: s.digits('Ano', 4, 4),
    issued_on: s.date('Emitida em'),
    city: s.text('Município e UF', 120),
    customer: person('Quem foi faturado'),
    premise: place(),
    text: s.text('O que declara', 900),
  }),
  $id: 'aqueduto:certificates.clearance',
}

const template = `<article class="clearance">
${LETTERHEAD}
  <h2>Declaração anual de quitação de débitos</h2>
  <p class="no">nº {{number}} · ano de {{year}}</p>
  <p>Declaramos a <strong>{{customer.name}}</strong>{{#if customer.tax_id}}, CPF ou CNPJ {{taxId customer.tax_id}}{{/if}}, a respeito do imóvel de matrícula <strong>{{registration premise.registration}}</strong>, {{premise.address}}, {{premise.district}}, {{premise.city}}:</p>
  <p>{{text}}</p>
  <p class="date">{{city}}, {{date issued_on}}</p>
</article>
`

const style = `.clearance { font-size: 11pt; line-height: 1.6 }
${letterheadStyle('clearance')}
.clearance .date { margin-top: 12mm }
`

const sample: ClearanceData = {
  ...SAMPLE,
  ...{ number: '2026-000042', year: '2026', issued_on: '2027-01-15', city: 'Vale das Águas, MT' },
  text: clearanceText({ year: 2026, months: 11, disputed: '2026-03' }),
}

/** Annual statement that a year is paid (Lei 12.007/2009), on a paper of its own. */
export const clearanceDocument: DocumentType<ClearanceData> = {
  name: 'certificates.clearance',
  title: 'Declaração anual de quitação de débitos',
  schema,
  sample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 18, right: 20, bottom: 18, left: 20 } },
  outputs: ['html', 'pdf'],
}
