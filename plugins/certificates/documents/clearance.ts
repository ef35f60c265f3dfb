import { type DocumentType, schemaParts as s } from '#core/documents/index'
import { clearanceText } from '../domain/clearance_text.ts'

/** Dates `YYYY-MM-DD`. */
export interface ClearanceData {
  readonly utility: {
    readonly name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
  }
  readonly number: string
  readonly year: string
  readonly issued_on: string
  readonly city: string
  readonly customer: { readonly name: string; readonly tax_id: string | null }
  readonly premise: {
    readonly registration: string
    readonly address: string
    readonly district: string
    readonly city: string
  }
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
    customer: s.object('Quem foi faturado', {
      name: s.text('Nome', 200),
      tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
    }),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Logradouro, número e complemento', 300),
      district: s.text('Bairro', 120),
      city: s.text('Município e UF', 120),
    }),
    text: s.text('O que declara', 900),
  }),
  $id: 'aqueduto:certificates.clearance',
}

const template = `<article class="clearance">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <h2>Declaração anual de quitação de débitos</h2>
  <p class="no">nº {{number}} · ano de {{year}}</p>
  <p>Declaramos a <strong>{{customer.name}}</strong>{{#if customer.tax_id}}, CPF ou CNPJ {{taxId customer.tax_id}}{{/if}}, a respeito do imóvel de matrícula <strong>{{registration premise.registration}}</strong>, {{premise.address}}, {{premise.district}}, {{premise.city}}:</p>
  <p>{{text}}</p>
  <p class="date">{{city}}, {{date issued_on}}</p>
</article>
`

const style = `.clearance { font-size: 11pt; line-height: 1.6 }
.clearance header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 10mm }
.clearance h1 { margin: 0; font-size: 13pt; color: #083f63 }
.clearance header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.clearance h2 { font-size: 15pt; text-align: center; margin: 6mm 0 0 }
.clearance .no { text-align: center; color: #5a6b79; margin: 1mm 0 8mm }
.clearance .date { margin-top: 12mm }
`

const sample: ClearanceData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  ...{ number: '2026-000042', year: '2026', issued_on: '2027-01-15', city: 'Vale das Águas, MT' },
  customer: { name: 'Maria Aparecida dos Santos', tax_id: '52998224725' },
  premise: {
    ...{ registration: '000123457', address: 'Rua das Palmeiras, 120' },
    ...{ district: 'Jardim Primavera', city: 'Vale das Águas, MT' },
  },
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
