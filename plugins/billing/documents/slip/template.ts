export const slipTemplate = `<article class="apart">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <section class="head">
    <div><h2>{{document.title}}</h2><p>{{payer.name}}{{#if payer.tax_id}}<br>{{taxId payer.tax_id}}{{/if}}</p></div>
    <dl><dt>Documento</dt><dd>{{document.number}}</dd><dt>Emissão</dt><dd>{{date document.issued_on}}</dd><dt>Vencimento</dt><dd>{{date document.due_on}}</dd><dt>Total a pagar</dt><dd class="total">{{brl document.total_cents}}</dd></dl>
  </section>
  <table>
    <thead><tr><th>O que se cobra</th><th class="n">Valor (R$)</th></tr></thead>
    <tbody>{{#each lines}}<tr><td>{{description}}{{#if detail}}<small>{{detail}}</small>{{/if}}</td><td class="n">{{money amount_cents}}</td></tr>{{/each}}</tbody>
    <tfoot><tr><td>Total</td><td class="n">{{money document.total_cents}}</td></tr></tfoot>
  </table>
  {{#if document.note}}<p class="note">{{document.note}}</p>{{/if}}
  <footer>
    {{#with payment}}
      <div class="codes">
        <p class="digits">{{#each line}}<span>{{this}}</span>{{/each}}</p>
        {{itf barcode width=103 height=13}}
        {{#if pix}}<p class="copy"><b>Pix copia e cola</b> {{pix}}</p>{{/if}}
      </div>
      {{#if pix}}<div class="pix"><b>Pague com Pix</b>{{qr pix size=29 quiet=0}}</div>{{/if}}
    {{/with}}
  </footer>
</article>
`

export const slipStyle = `.apart { font-size: 9pt; line-height: 1.4; color: #1b2530 }
.apart h1, .apart h2, .apart p, .apart dl, .apart dd { margin: 0 }
.apart header { padding-bottom: 2mm; border-bottom: 0.5mm solid #0b5c8c }
.apart h1 { font-size: 13pt; color: #083f63 }
.apart header p { font-size: 7.5pt; color: #5a6b79 }
.apart .head { display: flex; justify-content: space-between; gap: 8mm; padding: 6mm 0 }
.apart h2 { font-size: 15pt; color: #083f63 }
.apart dl { display: grid; grid-template-columns: auto auto; gap: 0.6mm 4mm; align-content: start; text-align: right }
.apart dt { color: #5a6b79; font-size: 7.5pt }
.apart dd { font-weight: 600 }
.apart .total { font-size: 13pt; color: #083f63 }
.apart table { width: 100%; border-collapse: collapse }
.apart th { padding: 1mm 0; border-bottom: 0.3mm solid #0b5c8c; text-align: left; font-size: 7.5pt; color: #5a6b79 }
.apart td { padding: 1.2mm 0; border-bottom: 0.2mm solid #e8eef3 }
.apart tr { break-inside: avoid }
.apart small { display: block; color: #5a6b79 }
.apart .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.apart tfoot td { border: 0; font-weight: 700; color: #083f63 }
.apart .note { margin-top: 4mm; color: #5a6b79 }
.apart footer { display: flex; justify-content: space-between; gap: 6mm; align-items: flex-end; margin-top: 10mm; padding-top: 5mm; border-top: 0.25mm dashed #8fa0ad; break-inside: avoid }
.apart .codes { flex: 1; min-width: 0 }
.apart .digits { display: flex; gap: 1.6mm; width: 122mm; margin-bottom: 2mm }
.apart .digits span { flex: 1; padding: 0.7mm 0; border: 0.2mm solid #8fa0ad; border-radius: 0.6mm; text-align: center; font-weight: 600 }
.apart .copy { margin-top: 2mm; font-size: 6.4pt; word-break: break-all; color: #33424e }
.apart .pix { flex: none; display: flex; flex-direction: column; align-items: center; gap: 2mm; font-size: 8pt; color: #083f63 }
`
