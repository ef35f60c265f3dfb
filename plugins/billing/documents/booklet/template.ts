export const bookletTemplate = `<article class="booklet">
  <header>
    <div><h1>{{utility.name}}</h1><p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p></div>
    <div class="what"><h2>{{title}}</h2><p>{{payer.name}} · matrícula {{registration premise.registration}}</p><p>{{premise.address}}</p></div>
  </header>
  <p class="basis">Resíduos sólidos de {{date covers.from}} a {{date covers.until}}: {{basis}}. Total de {{brl total_cents}} em {{slips.length}} {{plural slips.length "parcela" "parcelas"}}. Nas faturas destes meses não se cobra a taxa. Emitido em {{date issued_on}}.</p>
  {{#each slips}}
    <section class="slip">
      <div class="stub">
        <b>{{label}}</b>
        <dl><dt>Matrícula</dt><dd>{{registration ../premise.registration}}</dd><dt>Vencimento</dt><dd>{{date due_on}}</dd><dt>Valor</dt><dd>{{brl amount_cents}}</dd><dt>Documento</dt><dd>{{number}}</dd></dl>
      </div>
      <div class="main">
        <div class="line"><div><b>{{../utility.short_name}}</b><small>{{../title}} · {{../payer.name}}</small></div>
          <dl><dt>{{label}}</dt><dd>{{number}}</dd></dl>
          <dl><dt>Vencimento</dt><dd>{{date due_on}}</dd></dl>
          <dl class="due"><dt>Valor</dt><dd>{{brl amount_cents}}</dd></dl>
        </div>
        {{#with payment}}
          <div class="pay">
            <div class="codes">
              <p class="digits">{{#each line}}<span>{{this}}</span>{{/each}}</p>
              {{itf barcode width=103 height=11}}
            </div>
            {{#if pix}}<div class="pix">{{qr pix size=20 quiet=0}}<small>Pix</small></div>{{/if}}
          </div>
        {{/with}}
      </div>
    </section>
  {{/each}}
</article>
`

export const bookletStyle = `.booklet { font-size: 8.5pt; line-height: 1.35; color: #1b2530 }
.booklet h1, .booklet h2, .booklet p, .booklet dl, .booklet dd { margin: 0 }
.booklet header { display: flex; justify-content: space-between; gap: 8mm; padding-bottom: 2mm; border-bottom: 0.5mm solid #0b5c8c }
.booklet h1 { font-size: 12pt; color: #083f63 }
.booklet h2 { font-size: 12pt; color: #083f63 }
.booklet header p { font-size: 7.5pt; color: #5a6b79 }
.booklet .what { flex: none; max-width: 90mm; text-align: right }
.booklet .basis { padding: 2mm 0; color: #5a6b79; font-size: 7.5pt }
.booklet .slip { display: flex; height: 58mm; border-top: 0.25mm dashed #8fa0ad; break-inside: avoid; overflow: hidden }
.booklet .stub { width: 40mm; flex: none; padding: 4mm 3mm 2mm 0; border-right: 0.25mm dashed #8fa0ad }
.booklet .stub dl { margin-top: 2mm }
.booklet dt { font-size: 6.8pt; color: #5a6b79 }
.booklet dd { margin-bottom: 0.8mm; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap }
.booklet .main { flex: 1; min-width: 0; padding: 4mm 0 2mm 4mm }
.booklet .line { display: flex; gap: 5mm; justify-content: space-between }
.booklet .line > div { min-width: 0; flex: 1 }
.booklet .line small { display: block; color: #5a6b79; font-size: 7pt }
.booklet .due dd { font-size: 11pt; color: #083f63 }
.booklet .pay { display: flex; justify-content: space-between; gap: 4mm; align-items: flex-end; margin-top: 4mm }
.booklet .digits { display: flex; gap: 1.2mm; width: 103mm; margin-bottom: 2mm; font-size: 7.4pt }
.booklet .digits span { flex: 1; padding: 0.6mm 0; border: 0.2mm solid #8fa0ad; border-radius: 0.6mm; text-align: center; font-weight: 600 }
.booklet .pix { flex: none; display: flex; flex-direction: column; align-items: center }
.booklet .pix small { margin-top: 1.2mm; font-size: 6.8pt; color: #083f63 }
`
