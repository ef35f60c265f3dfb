import { type DocumentType, schemaParts as s } from '#core/documents/index'
import { noticeSample } from './sample.ts'
import { noticeTexts } from './texts.ts'
import type { NoticeData } from './types.ts'

const schema = {
  ...s.object('Aviso', {
    utility: s.issuer({
      short_name: s.text('Nome curto ou sigla', 24),
      desk: s.orNull(s.text('Atendimento presencial')),
      website: s.orNull(s.text('Página na internet')),
    }),
    issued_on: s.date('Data de emissão'),
    issued_by: s.text('Quem emitiu', 120),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Logradouro, número e complemento', 300),
      district: s.text('Bairro', 120),
      postal_code: s.orNull(s.digits('CEP', 8)),
      group: s.text('Grupo de faturamento', 40),
    }),
    customer: s.orNull(
      s.object('Titular', {
        name: s.text('Nome', 200),
        tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
        email: s.orNull(s.text('E-mail', 200)),
        phone: s.orNull(s.text('Telefone', 40)),
      })
    ),
    connections: s.list(
      'Ligações',
      s.object('Ligação', {
        service: s.text('Serviço', 20),
        situation: s.text('Situação', 80),
      }),
      20
    ),
    open_cents: s.cents('Débito em aberto'),
  }),
  $id: 'aqueduto:registry.notice',
}

const template = `<article class="notice">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <h2>Aviso</h2>
  <p>{{#if customer}}{{customer.name}}<br>{{/if}}{{premise.address}} · {{premise.district}}{{#if premise.postal_code}} · CEP {{postalCode premise.postal_code}}{{/if}}<br>Matrícula {{registration premise.registration}}</p>
  <p>Escreva aqui o texto do aviso.</p>
  <p class="date">{{date issued_on}}</p>
  <p class="sign">{{issued_by}}<br>{{utility.short_name}}</p>
</article>
`

const style = `.notice { font-size: 10.5pt; line-height: 1.5 }
.notice header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 8mm }
.notice h1 { margin: 0; font-size: 13pt; color: #083f63 }
.notice header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.notice h2 { font-size: 14pt; text-align: center; margin: 6mm 0 }
.notice .date { margin-top: 14mm }
.notice .sign { margin-top: 18mm; padding-top: 1mm; border-top: 0.2mm solid #1b2530; width: 70mm; text-align: center }
`

/** Terms and notices over a premise: the product brings a blank letter, utilities write their own models over it. */
export const noticeDocument: DocumentType<NoticeData> = {
  name: 'registry.notice',
  title: 'Aviso ou termo do imóvel',
  schema,
  sample: noticeSample,
  template,
  style,
  texts: noticeTexts,
  paper: { format: 'A4', margins: { top: 18, right: 18, bottom: 18, left: 20 } },
  outputs: ['html', 'pdf', 'text', 'thermal', 'email', 'sms', 'whatsapp'],
  hasModels: true,
}
