export const template = `<article class="cut-file">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <h2>Dossiê de corte nº {{case.number}}</h2>
  <p class="who"><strong>{{debtor.name}}</strong>{{#if debtor.taxpayer_id}} · {{taxId debtor.taxpayer_id}}{{/if}}<br>{{premise.address}} · {{premise.district}} · matrícula {{registration premise.registration}}</p>
  <table class="pairs">
    <tr><th>Situação</th><td>{{case.state}}</td><th>Nível</th><td>{{case.level}}</td></tr>
    <tr><th>Aberto em</th><td>{{date case.opened_on}}</td><th>Débito que o sustenta</th><td>{{brl case.amount_cents}}</td></tr>
    <tr><th>Ordem de serviço</th><td>{{order.number}}, {{order.service}}</td><th>Situação da ordem</th><td>{{order.state}}</td></tr>
  </table>

  <h3>1. Notificação prévia</h3>
  <table class="pairs">
    <tr><th>Número</th><td>{{notice.number}}</td><th>Emitida em</th><td>{{date notice.issued_on}}</td></tr>
    <tr><th>Entregue em</th><td>{{date notice.delivered_on}}</td><th>Como</th><td>{{notice.delivery}}</td></tr>
    <tr><th>Vencimento</th><td>{{date notice.due_on}}</td><th>Dias da entrega à ordem</th><td>{{notice.days}} (a lei pede 30)</td></tr>
    {{#if notice.proof}}<tr><th>Comprovante</th><td colspan="3">{{notice.proof}}</td></tr>{{/if}}
  </table>

  <h3>2. Débitos no dia da ordem</h3>
  <table class="list">
    <thead><tr><th>Documento</th><th>Referência</th><th>Vencimento</th><th class="n">Na notificação</th><th class="n">Aberto</th><th class="n">Para o corte</th><th>Como contou</th></tr></thead>
    <tbody>
      {{#each debts}}<tr><td>{{document}}</td><td>{{refMonth reference}}</td><td>{{date due_on}}</td><td class="n">{{brl noticed_cents}}</td><td class="n">{{brl open_cents}}</td><td class="n">{{brl cut_cents}}</td><td>{{standing}}</td></tr>{{/each}}
    </tbody>
  </table>

  <h3>3. Decisão</h3>
  <p>{{case.reason}}. Regra: {{case.rule}}. Fundamento: {{case.because}}.</p>
  <table class="list">
    <tbody>{{#each facts}}<tr><td>{{title}}</td><td class="v">{{value}}</td></tr>{{/each}}</tbody>
  </table>
  <p class="small">{{case.configuration}}</p>

  <h3>4. Calendário da lei</h3>
  <p>Corte permitido desde {{date calendar.allowed_from}}: 30 dias ou mais da entrega (Lei 11.445/2007, art. 40, § 2º), depois do dia anunciado na notificação, de segunda a quinta-feira, fora de feriado e de véspera de feriado (Lei 8.987/1995, art. 6º, § 4º), {{calendar.hours}}.{{#if calendar.known_until}} No dia da ordem, toda a arrecadação até {{date calendar.known_until}} era conhecida.{{/if}}</p>

  <h3>5. Execução</h3>
  {{#if execution}}
  <table class="pairs">
    <tr><th>Feito em</th><td>{{date execution.on}}, {{execution.weekday}}, às {{execution.time}}</td><th>Leitura</th><td>{{#if execution.reading}}{{execution.reading}} m³{{else}}não informada{{/if}}</td></tr>
    <tr><th>Encerrada por</th><td>{{execution.by}}</td><th>O que se achou</th><td>{{#if execution.findings}}{{execution.findings}}{{else}}nada além do serviço{{/if}}</td></tr>
  </table>
  <p class="small">Na hora da execução os débitos foram conferidos de novo: ainda sustentavam o corte.</p>
  {{else}}<p>O corte não foi feito.</p>{{/if}}
  {{#if photos}}<div class="photos">{{#each photos}}<figure><img src="{{image}}" alt="{{name}}"><figcaption>{{name}}</figcaption></figure>{{/each}}</div>{{/if}}
  {{#if reconnection}}<p>Religação: ordem {{reconnection.number}}, {{reconnection.state}}.</p>{{/if}}
  {{#if ended}}<p>Encerrado em {{date ended.on}}: {{ended.why}}.</p>{{/if}}
  <p class="small">Mensagem impressa na ordem: {{case.message}}</p>
  <p class="sign">Emitido em {{date issued_on}} por {{issued_by}}.</p>
</article>
`

export const style = `.cut-file { font-size: 9.5pt; line-height: 1.4 }
.cut-file header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 5mm }
.cut-file h1 { margin: 0; font-size: 12pt; color: #083f63 }
.cut-file header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.cut-file h2 { font-size: 13pt; margin: 0 0 2mm }
.cut-file h3 { font-size: 10pt; color: #083f63; margin: 5mm 0 1.5mm; break-after: avoid }
.cut-file .who { margin: 0 0 3mm }
.cut-file table { width: 100%; border-collapse: collapse; font-size: 8.5pt }
.cut-file th { text-align: left; font-weight: 600; color: #5a6b79 }
.cut-file .pairs th { width: 24mm; padding: 0.8mm 2mm 0.8mm 0; vertical-align: top }
.cut-file .pairs td { padding: 0.8mm 3mm 0.8mm 0; vertical-align: top }
.cut-file .list th, .cut-file .list td { padding: 0.8mm 2mm; border-bottom: 0.15mm solid #d5dde3 }
.cut-file .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.cut-file .v { text-align: right }
.cut-file tr { break-inside: avoid }
.cut-file .small { font-size: 8pt; color: #5a6b79 }
.cut-file .photos { display: flex; flex-wrap: wrap; gap: 3mm; margin-top: 3mm }
.cut-file figure { margin: 0; width: 54mm; break-inside: avoid }
.cut-file img { width: 54mm; height: 40mm; object-fit: cover; border: 0.15mm solid #8fa0ad }
.cut-file figcaption { font-size: 7pt; color: #5a6b79 }
.cut-file .sign { margin-top: 6mm }
`
