/** Style of the printed invoice. One strong thing: the dark total; everything else is grey and water blue. */
export const invoiceStyle = `
.invoice { display: flex; flex-direction: column; padding-right: 0.2mm; min-height: 283.2mm; font-size: 7.6pt; line-height: 1.36; --blue: #0b5c8c; --deep: #083f63; --tint: #eef5fa; --line: #d5dee6; --faint: #5a6b79; }
.invoice h1, .invoice h2, .invoice h3, .invoice p, .invoice dl, .invoice dd { margin: 0; }
.invoice table { width: 100%; border-collapse: collapse; }
.invoice th { font-weight: 600; text-align: left; }
.invoice th, .invoice td { padding: 0; vertical-align: baseline; }
.invoice .n, .invoice .readings td { font-variant-numeric: tabular-nums; }
.invoice .n { text-align: right; white-space: nowrap; }
.invoice dt { color: var(--faint); font-size: 6.4pt; }
.invoice .faint { color: var(--faint); }
.invoice h3 { color: var(--deep); font-size: 8.4pt; font-weight: 700; line-height: 1.25; }

.top { display: flex; align-items: center; gap: 4mm; padding-bottom: 2.2mm; border-bottom: 0.5mm solid var(--blue); }
.top .drop { width: 9.6mm; height: 12mm; flex: none; fill: var(--blue); }
.top .drop .shine { fill: none; stroke: #fff; stroke-width: 1.8; stroke-linecap: round; }
.top .logo { max-width: 34mm; max-height: 16mm; flex: none; }
.top .identity { flex: 1; min-width: 0; }
.top h1 { color: var(--deep); font-size: 12pt; font-weight: 700; line-height: 1.2; }
.top p { color: var(--faint); font-size: 7pt; }
.top .sac { flex: none; text-align: right; color: var(--faint); font-size: 6.8pt; line-height: 1.25; }
.top .sac strong { display: block; color: var(--deep); font-size: 12.5pt; }

.who { display: flex; justify-content: space-between; gap: 6mm; padding: 2.6mm 0 2.4mm; }
.who .kind { color: var(--blue); font-weight: 600; margin-bottom: 0.3mm; }
.who h2 { font-size: 12pt; font-weight: 700; line-height: 1.25; }
.who .customer p:not(.kind) { font-size: 8.2pt; }
.who .tag { margin-left: 2.5mm; padding: 0.4mm 2mm; border-radius: 1mm; background: #8a4b00; color: #fff; font-size: 6.8pt; font-weight: 600; }
.who .tag.soft { background: var(--tint); color: var(--deep); }
.who .registration { flex: none; text-align: right; }
.who .registration dt { font-size: 7pt; }
.who .registration dd { font-size: 15pt; font-weight: 700; line-height: 1.2; color: var(--deep); }

.hero { display: grid; grid-template-columns: 1fr 1fr 1.25fr; border-radius: 2mm; overflow: hidden; background: var(--tint); }
.hero dl { padding: 1.8mm 4.5mm 2mm; }
.hero dl + dl { border-left: 0.25mm solid #cfe0ec; }
.hero dt { font-size: 7pt; }
.hero dd { font-size: 15pt; font-weight: 700; line-height: 1.2; color: var(--deep); white-space: nowrap; }
.hero .total { background: var(--deep); text-align: right; border: 0; }
.hero .total dt { color: #c5dcec; }
.hero .total dd { color: #fff; font-size: 18pt; }
.hero dl:not(.total) dd { padding-top: 0.9mm; }

.facts { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1mm 5mm; padding: 2mm 0; border-bottom: 0.2mm solid var(--line); }
.facts dd { font-size: 7.6pt; font-weight: 600; }

.columns { display: flex; gap: 8mm; padding-top: 2.6mm; }
.charges { flex: 1; min-width: 0; }
.side { flex: none; width: 68mm; }
.usage { break-inside: avoid; }
.stack { display: flex; flex-direction: column; gap: 1.6mm; padding-top: 2.2mm; }

.charges h3 { margin-bottom: 1.2mm; }
.charges thead th { padding: 0.6mm 0; color: var(--faint); font-size: 6.4pt; font-weight: 400; border-bottom: 0.2mm solid var(--line); }
.charges td { padding: 0.6mm 0; }
.charges td.n, .charges th.n { padding-left: 3mm; }
.charges thead th:first-child { width: 99%; }
.charges .group th { padding: 1.4mm 0 0.5mm; color: var(--deep); font-size: 7.4pt; break-after: avoid; }
.charges .group span { display: block; color: var(--faint); font-size: 6.6pt; font-weight: 400; }
.charges tr { break-inside: avoid; }
.charges .line td { border-top: 0.2mm solid #e8eef3; }
.charges .group + .line td { border-top: 0; }
.charges .amount { font-weight: 600; }
.charges .detail { color: var(--faint); }
.charges small { display: block; width: 110mm; margin-right: -110mm; color: var(--faint); font-size: 6.1pt; line-height: 1.25; }
.charges .bracket td { padding: 0 0 0.5mm; color: var(--faint); font-size: 6.8pt; }
.charges .bracket td:first-child { padding-left: 3mm; }
.charges table:has(tbody > tr:nth-child(9)) { line-height: 1.22; }
.charges table:has(tbody > tr:nth-child(9)) .line td { padding-top: 0.35mm; padding-bottom: 0.35mm; }
.charges table:has(tbody > tr:nth-child(9)) .bracket td { padding-bottom: 0.15mm; }
.charges .subtotal td { padding-top: 0.9mm; border-top: 0.2mm solid var(--line); color: var(--faint); }
.charges .sum tr:first-child td { border-top: 0.4mm solid var(--deep); padding-top: 1.2mm; }
.charges .sum td { padding: 0; }
.charges .sum .grand td { padding-top: 1mm; font-size: 9.4pt; font-weight: 700; color: var(--deep); }
.charges .box { margin-top: 2mm; }
.charges .box h3 { margin-bottom: 0.2mm; }
.charges .tariff { margin-top: 0.8mm; color: var(--faint); font-size: 6.6pt; }

.usage .volume { display: flex; align-items: center; gap: 4mm; padding: 0.6mm 0 1.4mm; }
.usage .volume strong { color: var(--deep); font-size: 23pt; font-weight: 700; line-height: 1; white-space: nowrap; }
.usage .volume strong span { margin-left: 1mm; font-size: 10pt; font-weight: 600; }
.usage .volume p { color: var(--faint); }
.chip { display: inline-block; padding: 0.3mm 2mm; border-radius: 3mm; background: #dcefe3; color: #17603a; font-size: 6.8pt; font-weight: 600; }
.chip.estimated, .chip.average { background: #fdebcf; color: #7a4300; }
.chip.minimum, .chip.fixed { background: var(--tint); color: var(--deep); }
.usage .readings td { padding: 0.6mm 0; border-top: 0.2mm solid #e8eef3; }
.usage .readings td.n { font-weight: 600; }
.usage .note { margin-top: 1mm; padding: 1.2mm 2mm; border-radius: 1mm; background: var(--tint); font-size: 6.9pt; }
.bar-chart { margin-top: 1.6mm; }
.bar { fill: #9cc4dd; }
.bar.highlighted { fill: var(--blue); }
.bar.muted { fill: #fff; stroke: #9cc4dd; stroke-width: 0.25; stroke-dasharray: 0.7 0.5; }
.bar-value { font-size: 2.1px; fill: #33424e; }
.bar-value.highlighted, .bar-label.highlighted { font-weight: 700; fill: #083f63; }
.bar-label { font-size: 2.1px; fill: #5a6b79; }
.bar-floor { stroke: #b8c6d1; stroke-width: 0.2; }
.bar-line { stroke: #b3541e; stroke-width: 0.25; stroke-dasharray: 1 0.8; }
.usage .legend { display: flex; justify-content: space-between; align-items: center; margin-top: 0.8mm; font-size: 6.6pt; color: var(--faint); }
.usage .legend b { color: #1b2530; }
.legend > span:last-child { white-space: nowrap; }
.legend .dash { display: inline-block; width: 4.5mm; margin-right: 1.2mm; border-top: 0.3mm dashed #b3541e; vertical-align: 0.7mm; }
.legend .pale { display: inline-block; width: 2mm; height: 2mm; margin-right: 1mm; border: 0.25mm dashed #9cc4dd; vertical-align: -0.2mm; }
.usage .comparison { margin-top: 0.8mm; font-weight: 600; }

.box { padding: 1.5mm 2.6mm; border: 0.2mm solid var(--line); border-radius: 1.4mm; font-size: 6.8pt; line-height: 1.34; break-inside: avoid; }
.box h3 { margin-bottom: 0.6mm; font-size: 7.8pt; }
.box h3 span { margin-left: 2mm; color: var(--faint); font-size: 6.6pt; font-weight: 400; }
.box.good h3, .box.good p { display: inline; }
.box.good h3 { margin-right: 2mm; }
.box.good { border-left: 0.8mm solid #2e8b57; }
.box.info { border-left: 0.8mm solid #5fa3cc; }
.box.attention { border-left: 0.8mm solid #d98a1f; background: #fffaf1; }
.box.warn { border-left: 0.8mm solid #b42318; background: #fff6f5; }
.box.warn h3 { color: #9c1c12; }
.quality { display: flex; gap: 6mm; margin-top: 2.6mm; }
.quality > div { flex: 1; min-width: 0; }
.invoice .quality table { flex: none; width: 104mm; align-self: flex-start; font-size: 6.3pt; line-height: 1.22; }
.quality thead th { padding-bottom: 0.4mm; color: var(--faint); font-weight: 400; font-size: 6.1pt; }
.quality td { padding: 0.28mm 0; border-top: 0.2mm solid #e8eef3; }
.quality p { margin-top: 0.5mm; }

.fiscal { display: flex; align-items: center; gap: 2.5mm; padding: 1mm 2mm; border: 0.2mm solid var(--line); border-radius: 1.4mm; font-size: 6.4pt; break-inside: avoid; }
.invoice .fiscal h3 { margin-bottom: 0.3mm; font-size: 6.2pt; }
.fiscal .key { font-size: 7pt; font-weight: 600; }

.fine { padding: 2mm 0 2.4mm; color: var(--faint); font-size: 6.1pt; line-height: 1.36; break-inside: avoid; }
.fine .pack { white-space: nowrap; }

.slip { margin-top: auto; break-inside: avoid; }
.cut { display: flex; align-items: center; gap: 1.6mm; color: var(--faint); font-size: 5.6pt; line-height: 1; }
.cut svg { width: 3mm; height: 3mm; fill: none; stroke: var(--faint); stroke-width: 2; }
.cut::after { content: ""; flex: 1; border-top: 0.25mm dashed #8fa0ad; }
.cells { display: flex; gap: 5mm; padding: 1.4mm 0 1.6mm; }
.cells dt { font-size: 6.1pt; white-space: nowrap; }
.cells dd { font-size: 8.2pt; font-weight: 600; white-space: nowrap; }
.cells .payee { flex: 1; min-width: 0; }
.cells .payee dd, .cells .payee dt { overflow: hidden; text-overflow: ellipsis; }
.cells .due { text-align: right; }
.cells .due dd { font-weight: 700; color: var(--deep); }
.pay { display: flex; gap: 6mm; align-items: flex-end; justify-content: space-between; }
.pay .left { flex: 1; min-width: 0; }
.pay .copy { margin-bottom: 1.6mm; font-size: 5.9pt; line-height: 1.3; }
.pay .copy span { word-break: break-all; color: #33424e; }
.pay .debit { margin-bottom: 2mm; padding: 1.4mm 2.4mm; border-radius: 1mm; background: var(--tint); font-size: 7.6pt; }
.pay .digits { display: flex; gap: 1.6mm; width: 122mm; margin-bottom: 1.8mm; }
.pay .digits span { flex: 1; padding: 0.7mm 0; border: 0.2mm solid #8fa0ad; border-radius: 0.6mm; text-align: center; font-size: 9pt; font-weight: 600; letter-spacing: 0.02em; }
.pay .bars { margin-left: -5mm; }
.pay .pix { flex: none; display: flex; flex-direction: column; align-items: center; font-size: 6.4pt; line-height: 1.3; color: var(--faint); }
.pay .pix b { color: var(--deep); font-size: 7.6pt; margin-bottom: 2.3mm; }
.nothing { padding: 3.4mm 5mm; border-radius: 2mm; background: var(--tint); margin-bottom: 3mm; }
.nothing strong { color: var(--deep); font-size: 13pt; }
`
