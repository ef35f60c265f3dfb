import type { Parameter } from '#core/configuration/index'

export const SITE_BILLING = 'billing.site_billing'

/** Whether readers leave the bill at the door. */
export const siteParameter: Parameter = {
  key: SITE_BILLING,
  title: 'Emissão de faturas em campo',
  help: 'Com ela, as cargas geradas a partir de então reservam o número da fatura de cada imóvel e o levam no pacote do coletor, que pode imprimi-la na hora da leitura. Imóveis de condomínio e com resíduos em fatura separada não são faturados em campo.',
  schema: { title: 'Faturas emitidas em campo', type: 'boolean' },
  default: false,
  because: 'Padrão do produto: as faturas são emitidas pelo escritório.',
}
