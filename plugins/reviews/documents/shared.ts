import { schemaParts as s } from '#core/documents/index'

/** Who provides the service, as papers name it. */
export interface PaperUtility {
  readonly name: string
  readonly short_name: string
  readonly cnpj: string
  readonly address: string
  readonly sac_phone: string
}

/** Whose house and what month a paper is about. */
export interface PaperSubject {
  readonly number: string
  readonly reference: string
  readonly requested_on: string
  readonly requester: string
  readonly customer: { readonly name: string; readonly tax_id: string | null }
  readonly registration: string
  readonly address: {
    readonly street: string
    readonly number: string
    readonly complement: string | null
    readonly district: string
    readonly postal_code: string | null
    readonly locality: string
    readonly city: string
  }
}

export const utilitySchema = s.issuer({ short_name: s.text('Nome curto ou sigla', 24) })

export const subjectSchema = {
  number: s.text('Ano/número da revisão', 20),
  reference: s.month('Mês em revisão'),
  requested_on: s.date('Data da solicitação'),
  requester: s.text('Nome do proponente', 120),
  customer: s.object('Cliente', {
    name: s.text('Nome', 200),
    tax_id: s.orNull(s.text('CPF ou CNPJ, como quem emite pode vê-lo', 20)),
  }),
  registration: s.digits('Matrícula com dígito', 2, 15),
  address: s.object('Endereço', {
    street: s.text('Logradouro', 120),
    number: s.text('Número', 10),
    complement: s.orNull(s.text('Complemento', 60)),
    district: s.text('Bairro', 120),
    postal_code: s.orNull(s.digits('CEP', 8)),
    locality: s.text('Localidade', 120),
    city: s.text('Município e estado', 120),
  }),
}

export const utilitySample: PaperUtility = {
  name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
  short_name: 'SAAE',
  cnpj: '12345678000195',
  address: 'Av. das Nascentes, 450 · Centro · Vale das Águas, MT',
  sac_phone: '0800 065 0195',
}

export const subjectSample: PaperSubject = {
  number: '2026/17',
  reference: '2026-10',
  requested_on: '2026-11-20',
  requester: 'João Pereira dos Santos',
  customer: { name: 'Maria Aparecida dos Santos', tax_id: '123.456.789-09' },
  registration: '000123457',
  address: {
    street: 'Rua das Palmeiras',
    number: '120',
    complement: 'casa 2',
    district: 'Jardim Primavera',
    postal_code: '78000120',
    locality: 'Sede',
    city: 'Vale das Águas, MT',
  },
}

export const headTemplate = `<header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>`

export const subjectTemplate = `<table class="facts">
    <tr><th>Ano/número</th><td>{{number}}</td><th>Mês em revisão</th><td>{{refMonth reference}}</td></tr>
    <tr><th>Data da solicitação</th><td>{{date requested_on}}</td><th>Matrícula</th><td>{{registration registration}}</td></tr>
    <tr><th>Cliente</th><td>{{customer.name}}</td><th>CPF ou CNPJ</th><td>{{#if customer.tax_id}}{{customer.tax_id}}{{else}}—{{/if}}</td></tr>
    <tr><th>Nome do proponente</th><td colspan="3">{{requester}}</td></tr>
    <tr><th>Logradouro</th><td>{{address.street}}</td><th>Número</th><td>{{address.number}}</td></tr>
    <tr><th>Complemento</th><td>{{#if address.complement}}{{address.complement}}{{else}}—{{/if}}</td><th>Bairro</th><td>{{address.district}}</td></tr>
    <tr><th>CEP</th><td>{{#if address.postal_code}}{{postalCode address.postal_code}}{{else}}—{{/if}}</td><th>Cidade</th><td>{{address.city}} · {{address.locality}}</td></tr>
  </table>`

export const paperStyle = `.paper { font-size: 10pt; line-height: 1.45 }
.paper header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 5mm }
.paper h1 { margin: 0; font-size: 13pt; color: #083f63 }
.paper header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.paper h2 { font-size: 13pt; margin: 4mm 0 3mm }
.paper h3 { font-size: 10.5pt; margin: 5mm 0 1.5mm; color: #083f63 }
.paper table { width: 100%; border-collapse: collapse }
.paper .facts { table-layout: fixed }
.paper th, .paper td { border: 0.2mm solid #b9c6d0; padding: 1.2mm 2mm; text-align: left; vertical-align: top }
.paper th { width: 34mm; font-weight: 600; background: #eef5fa }
.paper .num { text-align: right }
.paper .text { white-space: pre-wrap; overflow-wrap: anywhere; border: 0.2mm solid #b9c6d0; padding: 2mm; min-height: 14mm }
.paper .sign { margin-top: 16mm; padding-top: 1mm; border-top: 0.2mm solid #1b2530; width: 80mm; text-align: center }
.paper .soft { color: #5a6b79; font-size: 8.5pt }
`
