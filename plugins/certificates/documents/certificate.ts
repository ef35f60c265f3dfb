import { type DocumentType, schemaParts as s } from '#core/documents/index'
import type { CertificateKind, Standing } from '../domain/kind.ts'
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

/** Cents as text, dates `YYYY-MM-DD`. */
export interface CertificateData {
  readonly utility: Issuer
  readonly number: string
  readonly kind: CertificateKind
  readonly issued_on: string
  readonly valid_until: string
  readonly issued_by: string
  readonly city: string
  readonly purpose: string | null
  readonly customer: Person | null
  readonly premise: Place | null
  readonly debts: readonly {
    readonly title: string
    readonly registration: string | null
    readonly due_on: string | null
    readonly standing: Standing
    readonly cents: string
  }[]
  readonly total_cents: string
  readonly code: string
  readonly site: string
  readonly link: string
}

const schema = {
  ...s.object('Certidão de débitos', {
    utility: s.issuer(),
    number: s.text('Número', 20),
    kind: s.choice('Tipo', ['negative', 'positive_effect', 'positive']),
    issued_on: s.date('Emitida em'),
    valid_until: s.date('Válida até'),
    issued_by: s.text('Emitida por', 120),
    city: s.text('Município e UF', 120),
    purpose: s.orNull(s.text('Finalidade', 200)),
    customer: s.orNull(person('Cliente, ou titular do imóvel')),
    premise: s.orNull(place()),
    debts: s.list(
      'Débitos',
      s.object('Débito', {
        title: s.text('O que é', 200),
        registration: s.orNull(s.digits('Matrícula com dígito', 2, 15)),
        due_on: s.orNull(s.date('Vencimento')),
        standing: s.choice('Situação', ['overdue', 'due', 'suspended', 'plan', 'plan_awaiting']),
        cents: s.cents('Valor, sem multa, juros e correção'),
      }),
      2000
    ),
    total_cents: s.cents('Total dos débitos'),
    code: s.text('Código de verificação', 24),
    site: s.text('Endereço da verificação', 300),
    link: s.text('Endereço da verificação com o código', 300),
  }),
  $id: 'aqueduto:certificates.certificate',
}

const DEBTS = `<table>
    <thead><tr><th>Débito</th><th>Matrícula</th><th>Vencimento</th><th>Situação</th><th class="num">Valor</th></tr></thead>
    <tbody>
    {{#each debts}}<tr><td>{{title}}</td><td>{{#if registration}}{{registration registration}}{{/if}}</td><td>{{#if due_on}}{{date due_on}}{{/if}}</td><td>{{#if (eq standing "overdue")}}vencido{{/if}}{{#if (eq standing "due")}}a vencer{{/if}}{{#if (eq standing "suspended")}}exigibilidade suspensa{{/if}}{{#if (eq standing "plan")}}em parcelamento cumprido{{/if}}{{#if (eq standing "plan_awaiting")}}parcelamento à espera da entrada{{/if}}</td><td class="num">{{brl cents}}</td></tr>
    {{/each}}
    </tbody>
    <tfoot><tr><td colspan="4">Total nesta data, sem multa, juros e correção</td><td class="num">{{brl total_cents}}</td></tr></tfoot>
  </table>`

const SUBJECT = `{{#if premise}}do imóvel de matrícula <strong>{{registration premise.registration}}</strong>, {{premise.address}}, {{premise.district}}, {{premise.city}}{{#if customer}}, de que é titular <strong>{{customer.name}}</strong>{{#if customer.tax_id}}, CPF ou CNPJ {{taxId customer.tax_id}}{{/if}}{{/if}}{{else}}em nome de <strong>{{customer.name}}</strong>{{#if customer.tax_id}}, CPF ou CNPJ {{taxId customer.tax_id}}{{/if}}{{/if}}`

const template = `<article class="certificate">
${LETTERHEAD}
  <h2>{{#if (eq kind "negative")}}Certidão negativa de débitos{{/if}}{{#if (eq kind "positive_effect")}}Certidão positiva de débitos com efeito de negativa{{/if}}{{#if (eq kind "positive")}}Certidão positiva de débitos{{/if}}</h2>
  <p class="no">nº {{number}}</p>
  {{#if (eq kind "negative")}}<p>Certificamos que, até esta data, não constam débitos ${SUBJECT}.</p>{{/if}}
  {{#if (eq kind "positive_effect")}}<p>Certificamos que constam os débitos abaixo ${SUBJECT}, todos a vencer, em parcelamento que vem sendo cumprido ou com a exigibilidade suspensa. Esta certidão tem os mesmos efeitos da negativa (Código Tributário Nacional, art. 206).</p>
  ${DEBTS}{{/if}}
  {{#if (eq kind "positive")}}<p>Certificamos que constam os débitos abaixo ${SUBJECT}.</p>
  ${DEBTS}{{/if}}
  {{#if purpose}}<p>Finalidade: {{purpose}}.</p>{{/if}}
  <p>Fica ressalvado o direito de cobrar débitos que venham a ser apurados. Esta certidão vale até <strong>{{date valid_until}}</strong> e só tem valor se confirmada como abaixo.</p>
  <p class="date">{{city}}, {{date issued_on}}</p>
  <div class="check">
    <div>{{qr link size=26}}</div>
    <p>Confirme a autenticidade em<br>{{site}}<br>Código <strong>{{code}}</strong></p>
  </div>
  <p class="by">Emitida por {{issued_by}}</p>
</article>
`

const style = `.certificate { font-size: 10.5pt; line-height: 1.55 }
${letterheadStyle('certificate')}
.certificate table { width: 100%; border-collapse: collapse; margin: 5mm 0; font-size: 9.5pt }
.certificate th { text-align: left; font-size: 8pt; color: #5a6b79; border-bottom: 0.3mm solid #8fa0ad; padding: 1mm 1.5mm }
.certificate td { border-bottom: 0.1mm solid #d5dde3; padding: 1mm 1.5mm }
.certificate tr { break-inside: avoid }
.certificate tfoot td { border-top: 0.3mm solid #1b2530; border-bottom: 0; font-weight: 600 }
.certificate .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.certificate .date { margin-top: 10mm }
.certificate .check { display: flex; align-items: center; gap: 5mm; margin-top: 8mm; padding: 3mm; border: 0.2mm solid #8fa0ad; break-inside: avoid; font-size: 9pt }
.certificate .check p { margin: 0; overflow-wrap: anywhere }
.certificate .by { color: #5a6b79; font-size: 8pt }
`

const sample: CertificateData = {
  ...SAMPLE,
  ...{ number: '2026-000042', kind: 'positive_effect', issued_on: '2026-11-23' },
  ...{ valid_until: '2027-02-21', issued_by: 'Carla Nunes', city: 'Vale das Águas, MT' },
  purpose: 'Transferência do imóvel',
  debts: [
    {
      ...{ title: 'Fatura 000000004711, 11/2026', registration: '000123457' },
      ...{ due_on: '2026-12-10', standing: 'due', cents: '9820' },
    },
    {
      ...{ title: 'Parcelamento, 7 parcelas a faturar', registration: '000123457' },
      ...{ due_on: null, standing: 'plan', cents: '24500' },
    },
  ],
  ...{ total_cents: '34320', code: '7K2M-9QXA-04TC-ZB6N' },
  site: 'https://aqueduto.example.org/certificates/check',
  link: 'https://aqueduto.example.org/certificates/check?code=7K2M9QXA04TCZB6N',
}

/** Certificate of no debts, positive, or positive with the effect of a negative one (CTN, arts. 205 and 206). */
export const certificateDocument: DocumentType<CertificateData> = {
  name: 'certificates.certificate',
  title: 'Certidão de débitos',
  schema,
  sample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 18, right: 20, bottom: 18, left: 20 } },
  outputs: ['html', 'pdf'],
}
