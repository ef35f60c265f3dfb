import { type DocumentType, schemaParts as s } from '#core/documents/index'

/** What an order says on paper. Dates `YYYY-MM-DD`. */
export interface OrderPaperData {
  readonly utility: { name: string; cnpj: string; address: string; sac_phone: string }
  readonly order: {
    number: string
    service: string
    state: string
    requester: string
    reason: string
    remarks: string | null
    customer_message: string | null
    opened_on: string
    opened_by: string
    due_on: string
    team: string | null
    employee: string | null
  }
  readonly premise: { registration: string; address: string; district: string }
  readonly holder: string | null
  /** Where the premise stands, as somebody drew it. */
  readonly sketch: {
    readonly image: string
    readonly note: string | null
    readonly version: number
  } | null
  /** Null while the order is open: the team writes it by hand. */
  readonly result: {
    executed_on: string | null
    executed_time: string | null
    reading: string | null
    findings: string | null
    not_done_reason: string | null
    closed_by: string
  } | null
  readonly printed: { on: string; by: string }
}

const schema = {
  ...s.object('Ordem de serviço', {
    utility: s.issuer(),
    order: s.object('Ordem', {
      number: s.text('Número', 20),
      service: s.text('Serviço', 120),
      state: s.text('Situação', 30),
      requester: s.text('Quem pediu', 120),
      reason: s.text('Motivo', 300),
      remarks: s.orNull(s.text('Observações', 1000)),
      customer_message: s.orNull(s.text('Aviso ao cliente', 1000)),
      opened_on: s.date('Aberta em'),
      opened_by: s.text('Aberta por', 120),
      due_on: s.date('Prazo'),
      team: s.orNull(s.text('Equipe', 120)),
      employee: s.orNull(s.text('Funcionário', 200)),
    }),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Logradouro, número e complemento', 300),
      district: s.text('Bairro', 120),
    }),
    holder: s.orNull(s.text('Titular', 200)),
    sketch: s.orNull(
      s.object('Croqui', {
        image: s.image('Desenho'),
        note: s.orNull(s.text('Ponto de referência', 200)),
        version: s.count('Versão'),
      })
    ),
    result: s.orNull(
      s.object('Resultado', {
        executed_on: s.orNull(s.date('Feita em')),
        executed_time: s.orNull(s.text('Hora', 5)),
        reading: s.orNull(s.text('Leitura', 12)),
        findings: s.orNull(s.text('O que se achou', 2000)),
        not_done_reason: s.orNull(s.text('Por que não foi feita', 200)),
        closed_by: s.text('Encerrada por', 120),
      })
    ),
    printed: s.object('Impressão', { on: s.date('Impressa em'), by: s.text('Por', 120) }),
  }),
  $id: 'aqueduto:services.order',
}

const template = `<article class="order">
  <header>
    <div><h1>{{utility.name}}</h1><p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p></div>
    <div class="code">{{qr order.number size=20 quiet=0}}</div>
  </header>
  <section class="title">
    <div><p class="label">Ordem de serviço</p><h2>{{order.service}}</h2></div>
    <div class="number"><p class="label">Número</p><p>{{order.number}}</p></div>
  </section>
  <table class="pairs">
    <tr><th>Imóvel</th><td colspan="3"><strong>{{premise.address}}</strong> · {{premise.district}}</td></tr>
    <tr><th>Matrícula</th><td>{{registration premise.registration}}</td><th>Titular</th><td>{{#if holder}}{{holder}}{{else}}sem titular{{/if}}</td></tr>
    <tr><th>Aberta em</th><td>{{date order.opened_on}}, por {{order.opened_by}}</td><th>Prazo</th><td><strong>{{date order.due_on}}</strong></td></tr>
    <tr><th>Equipe</th><td>{{#if order.team}}{{order.team}}{{else}}a definir{{/if}}</td><th>Funcionário</th><td>{{#if order.employee}}{{order.employee}}{{else}}a definir{{/if}}</td></tr>
    <tr><th>Quem pede</th><td>{{order.requester}}</td><th>Situação</th><td>{{order.state}}</td></tr>
    <tr><th>Motivo</th><td colspan="3">{{order.reason}}</td></tr>
    {{#if order.remarks}}<tr><th>Observações</th><td colspan="3" class="long">{{order.remarks}}</td></tr>{{/if}}
  </table>
  {{#if sketch}}<figure class="sketch"><img src="{{sketch.image}}" alt="Croqui"><figcaption>Croqui, versão {{sketch.version}}{{#if sketch.note}}: {{sketch.note}}{{/if}}</figcaption></figure>{{/if}}
  {{#if result}}
  <h3>Resultado</h3>
  <table class="pairs">
    {{#if result.executed_on}}<tr><th>Feita em</th><td>{{date result.executed_on}}{{#if result.executed_time}}, às {{result.executed_time}}{{/if}}</td><th>Leitura</th><td>{{#if result.reading}}{{result.reading}} m³{{else}}não informada{{/if}}</td></tr>{{/if}}
    {{#if result.not_done_reason}}<tr><th>Não foi feita</th><td colspan="3">{{result.not_done_reason}}</td></tr>{{/if}}
    {{#if result.findings}}<tr><th>O que se achou</th><td colspan="3" class="long">{{result.findings}}</td></tr>{{/if}}
    <tr><th>Encerrada por</th><td colspan="3">{{result.closed_by}}</td></tr>
  </table>
  {{else}}
  <h3>A preencher no local</h3>
  <table class="fill">
    <tr><td><span>Data e hora</span></td><td><span>Hidrômetro</span></td><td><span>Leitura (m³)</span></td><td><span>Lacre</span></td></tr>
    <tr><td colspan="4" class="tall"><span>O que se achou; por que não foi feito</span></td></tr>
    <tr><td colspan="2"><span>Assinatura de quem executou</span></td><td colspan="2"><span>Assinatura de quem recebeu, e documento</span></td></tr>
  </table>
  {{/if}}
  {{#if order.customer_message}}
  <section class="slip">
    <p class="label">Via do cliente · {{order.service}} · ordem {{order.number}} · matrícula {{registration premise.registration}}</p>
    <p class="message">{{order.customer_message}}</p>
    <p class="small">{{utility.name}} · SAC {{utility.sac_phone}}</p>
  </section>
  {{/if}}
  <p class="small printed">Impressa em {{date printed.on}} por {{printed.by}}.</p>
</article>
`

const style = `.order { font-size: 9.5pt; line-height: 1.4; color: #1b2530 }
.order h1, .order h2, .order p { margin: 0 }
.order header { display: flex; justify-content: space-between; gap: 8mm; padding-bottom: 3mm; border-bottom: 0.5mm solid #0b5c8c }
.order h1 { font-size: 13pt; color: #083f63 }
.order header p, .order .small { font-size: 7.5pt; color: #5a6b79 }
.order .title { display: flex; justify-content: space-between; gap: 8mm; padding: 5mm 0 }
.order .label { font-size: 7.5pt; color: #5a6b79 }
.order h2 { font-size: 15pt; color: #083f63 }
.order .number { text-align: right }
.order .number p:last-child { font-size: 13pt; font-weight: 700; white-space: nowrap }
.order h3 { margin: 5mm 0 2mm; font-size: 10pt; color: #083f63 }
.order table { width: 100%; border-collapse: collapse }
.order .pairs th { width: 24mm; padding: 1.1mm 2mm 1.1mm 0; text-align: left; vertical-align: top; font-weight: 600; font-size: 8pt; color: #5a6b79 }
.order .pairs td { padding: 1.1mm 3mm 1.1mm 0; vertical-align: top; border-bottom: 0.2mm solid #e8eef3 }
.order .pairs th { border-bottom: 0.2mm solid #e8eef3 }
.order .long { white-space: pre-line }
.order .fill { table-layout: fixed }
.order .fill td { height: 14mm; padding: 1mm 1.5mm; border: 0.25mm solid #8fa0ad; vertical-align: top }
.order .fill .tall { height: 32mm }
.order .fill span { font-size: 7.5pt; color: #5a6b79 }
.order .slip { margin-top: 9mm; padding-top: 5mm; border-top: 0.25mm dashed #8fa0ad; break-inside: avoid }
.order .message { margin: 2mm 0 3mm; font-size: 11pt; font-weight: 600; white-space: pre-line }
.order .sketch { margin: 4mm 0 0; break-inside: avoid }
.order .sketch img { display: block; max-width: 100%; max-height: 60mm; border: 0.25mm solid #d5dee5 }
.order .sketch figcaption { font-size: 7.5pt; color: #5a6b79 }
.order .printed { margin-top: 6mm }
`

const sample: OrderPaperData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  order: {
    ...{ number: '2026-000311', service: 'Corte no cavalete', state: 'Aberta' },
    ...{ requester: 'Cobrança', remarks: null, opened_on: '2026-11-23', due_on: '2026-11-25' },
    reason: 'Corte por débito: notificação 2026-000123, R$ 187,35 em aberto',
    customer_message:
      'O fornecimento de água foi suspenso por falta de pagamento dos débitos relacionados na notificação entregue. Ele será religado depois do pagamento ou do parcelamento.',
    ...{ opened_by: 'Ciclo do corte', team: 'Equipe de corte', employee: null },
  },
  premise: {
    ...{ registration: '000123457', address: 'Rua das Palmeiras, 120' },
    district: 'Jardim Primavera',
  },
  holder: 'Maria Aparecida dos Santos',
  sketch: null,
  result: null,
  printed: { on: '2026-11-23', by: 'Bruno Matos' },
}

/** The order as the team takes it, with what it has to tell the customer. */
export const orderPaper: DocumentType<OrderPaperData> = {
  ...{ name: 'services.order', title: 'Ordem de serviço', schema, sample, style, template },
  paper: { format: 'A4', margins: { top: 14, right: 14, bottom: 10, left: 14 } },
  outputs: ['html', 'pdf'],
}
