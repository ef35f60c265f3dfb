import type { DocumentTexts } from '#core/documents/index'

const text = `@center
@big
{{utility.short_name}}
@normal
{{utility.name}}
CNPJ {{cnpj utility.cnpj}}
SAC {{utility.sac_phone}}
@rule
@bold
Aviso
@normal
@left
@row Matrícula | {{registration premise.registration}}
@row Data | {{date issued_on}}
{{#if customer}}
{{customer.name}}
{{/if}}
{{premise.address}}, {{premise.district}}
{{#if connections}}
@rule
{{#each connections}}
@row {{service}} | {{situation}}
{{/each}}
{{/if}}
{{#if (gt open_cents 0)}}
@rule
@bold
@row Em aberto | {{brl open_cents}}
@normal
{{/if}}
@rule
{{#if utility.desk}}
Atendimento: {{utility.desk}}
{{/if}}
Emitido por {{issued_by}}
@feed 3
@cut
`

/** Without accents where the alphabet of SMS has not the letter. */
const sms = `{{utility.short_name}}: aviso de {{date issued_on}} sobre a matricula {{registration premise.registration}}.{{#if (gt open_cents 0)}} Em aberto: {{brl open_cents}}.{{/if}} SAC {{utility.sac_phone}}`

const whatsapp = `*{{utility.short_name}}*

{{#if customer}}Olá, {{customer.name}}. {{/if}}Há um aviso de {{date issued_on}} sobre o imóvel {{premise.address}}, {{premise.district}}, matrícula *{{registration premise.registration}}*.
{{#if (gt open_cents 0)}}

Em aberto: *{{brl open_cents}}*
{{/if}}

Dúvidas: SAC {{utility.sac_phone}}{{#if utility.desk}}, ou {{utility.desk}}{{/if}}`

const emailSubject = `{{utility.short_name}}: aviso sobre a matrícula {{registration premise.registration}}`

const emailText = `{{#if customer}}Olá, {{customer.name}}.

{{/if}}Há um aviso de {{date issued_on}} sobre o imóvel {{premise.address}}, {{premise.district}}, matrícula {{registration premise.registration}}.
{{#if (gt open_cents 0)}}

Em aberto: {{brl open_cents}}
{{/if}}

{{utility.name}} · CNPJ {{cnpj utility.cnpj}}
SAC {{utility.sac_phone}}
{{#if utility.desk}}
Atendimento: {{utility.desk}}
{{/if}}`

const emailHtml = `<p style="margin:0 0 4px;color:#5a6b79;font-size:13px">{{utility.name}}</p>
<h1 style="margin:0 0 16px;font-size:20px;color:#083f63">Aviso</h1>
<p style="margin:0 0 16px">{{#if customer}}Olá, {{customer.name}}. {{/if}}Há um aviso de {{date issued_on}} sobre o imóvel {{premise.address}}, {{premise.district}}, matrícula <b>{{registration premise.registration}}</b>.</p>
{{#if (gt open_cents 0)}}<p style="margin:0 0 16px;padding:10px;background:#eef5fa">Em aberto: <b>{{brl open_cents}}</b></p>{{/if}}
<p style="margin:0;color:#5a6b79;font-size:12px">SAC {{utility.sac_phone}}{{#if utility.desk}} · {{utility.desk}}{{/if}}{{#if utility.website}} · {{utility.website}}{{/if}}</p>`

/** The short faces of a notice as the product brings them; a utility's own model writes its own. */
export const noticeTexts: DocumentTexts = {
  text,
  sms,
  whatsapp,
  email_subject: emailSubject,
  email_text: emailText,
  email_html: emailHtml,
}
