import type { DocumentTexts } from '#core/documents/index'

/** For thermal rolls of 80 and 104 mm: the bars need the wide one, on the narrow one the digits and Pix stand for them. */
const text = `@center
@big
{{utility.short_name}}
@normal
{{utility.name}}
CNPJ {{cnpj utility.cnpj}}
SAC {{utility.sac_phone}}
@rule
@bold
{{document.title}}{{#if document.second_copy_on}} - 2ª via de {{date document.second_copy_on}}{{/if}}
@normal
@left
@row Matrícula | {{registration premise.registration}}
@row Fatura | {{document.number}}
@row Referência | {{refMonth document.reference}}
@row Emissão | {{date document.issued_on}}
{{customer.name}}
{{premise.address}}, {{premise.district}}
@rule
{{#if reading}}
{{#with reading}}
@row Leitura de {{date previous_on}} | {{#if previous_value}}{{previous_value}}{{else}}-{{/if}}
@row Leitura de {{date current_on}} | {{#if current_value}}{{current_value}}{{else}}não lida{{/if}}
@row Consumo em {{days}} {{plural days "dia" "dias"}} ({{kind_text}}) | {{m3 billed_m3}}
{{/with}}
@rule
{{/if}}
{{#each groups}}
@bold
{{title}}
@normal
{{#if beneficiary}}
Em nome de {{beneficiary.name}}, CNPJ {{cnpj beneficiary.cnpj}}
{{/if}}
{{#each lines}}
@row {{description}}{{#if detail}} ({{detail}}){{/if}} | {{money amount_cents}}
{{#each brackets}}
@row - {{label}}: {{m3 volume_m3}} × {{decimal unit_price 2}} | {{money amount_cents}}
{{/each}}
{{/each}}
{{/each}}
{{#each withholdings}}
@row Retenção: {{tax}} {{decimal rate_percent 2}}% | -{{money amount_cents}}
{{/each}}
@rule
@big
{{#if (gt document.total_cents 0)}}
@row Total | {{brl document.total_cents}}
@row Vence | {{date document.due_on}}
{{else}}
@center
Nada a pagar
{{/if}}
@normal
@left
{{#if debts.count}}
@feed 1
{{debts.count}} {{plural debts.count "fatura vencida" "faturas vencidas"}}: {{brl debts.total_cents}} em {{date debts.as_of}}. Se já pagou, desconsidere.
{{/if}}
{{#each messages}}
@feed 1
{{title}}: {{text}}
{{/each}}
@feed 1
{{tariff.act}}, desde {{date tariff.in_force_since}}. {{late_charges}}
{{#each notes}}
{{this}}
{{/each}}
{{water_quality_where}} Decreto 5.440/2005.
{{#if utility.regulator}}
Regulação: {{utility.regulator}}.
{{/if}}
{{#if (and (gt document.total_cents 0) payment)}}
{{#with payment}}
@rule
{{#if direct_debit}}
Débito automático em {{direct_debit.bank}}, conta {{direct_debit.account}}, no vencimento.
{{/if}}
{{#if line}}
@center
{{#each line}}{{this}} {{/each}}
{{/if}}
{{#if barcode}}
@feed 1
@itf {{barcode}}
{{/if}}
{{#if pix}}
@center
Pague com Pix
@qr {{pix}}
{{/if}}
{{/with}}
{{/if}}
@feed 3
@cut
`

/** Without accents where the alphabet of SMS has not the letter: one of them makes the whole message dearer. */
const sms = `{{utility.short_name}}: fatura {{refMonth document.reference}}, matricula {{registration premise.registration}}{{#if (gt document.total_cents 0)}}, {{brl document.total_cents}}, vence {{date document.due_on}}.{{#if payment}}{{#if payment.direct_debit}} Sera debitada em conta.{{/if}}{{#if payment.line}} Codigo: {{#each payment.line}}{{this}} {{/each}}{{/if}}{{/if}}{{else}}: nada a pagar. {{/if}}
SAC {{utility.sac_phone}}`

const whatsapp = `*{{utility.short_name}}*

Olá, {{customer.name}}. {{#if document.second_copy_on}}Segue a segunda via da sua fatura{{else}}Sua fatura{{/if}} de *{{refMonthName document.reference}}*, matrícula {{registration premise.registration}}{{#if document.second_copy_on}}.{{else}}, está pronta.{{/if}}

{{#if (gt document.total_cents 0)}}
Valor: *{{brl document.total_cents}}*
Vencimento: *{{date document.due_on}}*
{{#if reading}}
Consumo: {{m3 reading.billed_m3}} em {{reading.days}} dias
{{/if}}
{{#if payment}}
{{#if payment.direct_debit}}

Será debitada em {{payment.direct_debit.bank}}, conta {{payment.direct_debit.account}}, no vencimento. Não é preciso pagar por outro meio.
{{/if}}
{{#if payment.pix}}

Pix copia e cola:
{{payment.pix}}
{{/if}}
{{#if payment.line}}

Código de barras:
{{#each payment.line}}{{this}} {{/each}}
{{/if}}
{{/if}}
{{else}}
Nada a pagar neste mês.
{{/if}}
{{#if debts.count}}

Há {{debts.count}} {{plural debts.count "fatura vencida" "faturas vencidas"}}, {{brl debts.total_cents}} em {{date debts.as_of}}. Se já pagou, desconsidere.
{{/if}}

Dúvidas: SAC {{utility.sac_phone}}`

const emailSubject = `{{utility.short_name}}: fatura de {{refMonth document.reference}}{{#if (gt document.total_cents 0)}}, {{brl document.total_cents}}, vence em {{date document.due_on}}{{else}}, nada a pagar{{/if}}`

const emailText = `Olá, {{customer.name}}.

{{#if document.second_copy_on}}Esta é a segunda via da fatura{{else}}A fatura{{/if}} de {{refMonthName document.reference}} do imóvel {{premise.address}}, {{premise.district}} (matrícula {{registration premise.registration}}){{#if document.second_copy_on}}.{{else}} está pronta.{{/if}}

{{#if (gt document.total_cents 0)}}
Total a pagar: {{brl document.total_cents}}
Vencimento: {{date document.due_on}}
{{else}}
Nada a pagar neste mês.
{{/if}}
{{#if reading}}
Consumo: {{m3 reading.billed_m3}} em {{reading.days}} dias
{{/if}}
{{#if (and (gt document.total_cents 0) payment)}}
{{#if payment.direct_debit}}

Será debitada em {{payment.direct_debit.bank}}, conta {{payment.direct_debit.account}}, no vencimento. Não é preciso pagar por outro meio.
{{/if}}
{{#if payment.pix}}

Pix copia e cola:
{{payment.pix}}
{{/if}}
{{#if payment.line}}

Código de barras:
{{#each payment.line}}{{this}} {{/each}}
{{/if}}
{{/if}}
{{#if debts.count}}

{{debts.count}} {{plural debts.count "fatura vencida" "faturas vencidas"}}: {{brl debts.total_cents}} em {{date debts.as_of}}. Se já pagou, desconsidere.
{{/if}}

{{utility.name}} · CNPJ {{cnpj utility.cnpj}}
SAC {{utility.sac_phone}} ({{utility.sac_hours}})
{{#if utility.regulator}}
Regulação: {{utility.regulator}}
{{/if}}`

const emailHtml = `<p style="margin:0 0 4px;color:#5a6b79;font-size:13px">{{utility.name}}</p>
<h1 style="margin:0 0 16px;font-size:20px;color:#083f63">{{document.title}} de {{refMonthName document.reference}}</h1>
<p style="margin:0 0 16px">Olá, {{customer.name}}. {{#if document.second_copy_on}}Esta é a segunda via{{else}}Esta é a fatura{{/if}} do imóvel {{premise.address}}, {{premise.district}}, matrícula <b>{{registration premise.registration}}</b>.</p>
<table role="presentation" style="width:100%;border-collapse:collapse;margin:0 0 16px;background:#eef5fa"><tbody><tr>
<td style="padding:12px 16px"><span style="color:#5a6b79;font-size:12px">Vencimento</span><br><b style="font-size:18px;color:#083f63">{{#if (gt document.total_cents 0)}}{{date document.due_on}}{{else}}—{{/if}}</b></td>
<td style="padding:12px 16px;text-align:right;background:#083f63;color:#ffffff"><span style="font-size:12px">Total a pagar</span><br><b style="font-size:22px">{{#if (gt document.total_cents 0)}}{{brl document.total_cents}}{{else}}Nada a pagar{{/if}}</b></td>
</tr></tbody></table>
<table style="width:100%;border-collapse:collapse;margin:0 0 16px;font-size:14px"><tbody>
{{#each groups}}{{#each lines}}<tr><td style="padding:6px 0;border-bottom:1px solid #e8eef3">{{description}}{{#if detail}} <span style="color:#5a6b79">{{detail}}</span>{{/if}}</td><td style="padding:6px 0;border-bottom:1px solid #e8eef3;text-align:right;white-space:nowrap">{{money amount_cents}}</td></tr>{{/each}}{{/each}}
{{#if reading}}<tr><td style="padding:6px 0;color:#5a6b79">Consumo em {{reading.days}} dias</td><td style="padding:6px 0;text-align:right;color:#5a6b79">{{m3 reading.billed_m3}}</td></tr>{{/if}}
</tbody></table>
{{#if (and (gt document.total_cents 0) payment)}}
{{#if payment.direct_debit}}<p style="margin:0 0 16px"><b>Débito automático</b> em {{payment.direct_debit.bank}}, conta {{payment.direct_debit.account}}, no vencimento. Não é preciso pagar por outro meio.</p>{{/if}}
{{#if payment.pix}}<p style="margin:0 0 4px"><b>Pix copia e cola</b></p><p style="margin:0 0 16px;padding:10px;background:#f5f7f9;font-family:monospace;font-size:12px;word-break:break-all">{{payment.pix}}</p>{{/if}}
{{#if payment.line}}<p style="margin:0 0 4px"><b>Código de barras</b></p><p style="margin:0 0 16px;padding:10px;background:#f5f7f9;font-family:monospace">{{#each payment.line}}{{this}} {{/each}}</p>{{/if}}
{{/if}}
{{#if debts.count}}<p style="margin:0 0 16px;padding:10px;border-left:4px solid #b42318;background:#fff6f5">{{debts.count}} {{plural debts.count "fatura vencida" "faturas vencidas"}}: {{brl debts.total_cents}} em {{date debts.as_of}}. Se já pagou, desconsidere.</p>{{/if}}
<p style="margin:0;color:#5a6b79;font-size:12px">SAC {{utility.sac_phone}}, {{utility.sac_hours}}{{#if utility.website}} · {{utility.website}}{{/if}}{{#if utility.regulator}} · Regulação: {{utility.regulator}}{{/if}}</p>`

/** The short faces of an invoice as the product brings them. */
export const invoiceTexts: DocumentTexts = {
  text,
  sms,
  whatsapp,
  email_subject: emailSubject,
  email_text: emailText,
  email_html: emailHtml,
}
