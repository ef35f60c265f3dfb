import { BusinessError, type Issue, defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_CONFIGURATION_KIND: {
    status: 404,
    message: 'There is no configuration kind "{kind}"',
    pt: 'Não existe o tipo de configuração “{kind}”. Os tipos existentes aparecem na tela Configuração.',
  },
  E_CONFIGURATION_PLACE: {
    status: 422,
    message: '"{title}" has no versions of its own for "{place}"',
    pt: '“{title}” não tem versões próprias de “{place}”: o lugar não existe, ou o item vale por igual em todo o município.',
  },
  E_CONFIGURATION_NOT_FOUND: {
    status: 404,
    message: 'There is no configuration version {id}',
    pt: 'A versão {id} não existe ou é de outro município.',
  },
  E_CONFIGURATION_JSON: {
    status: 422,
    message: 'The content is not JSON: {detail}',
    pt: 'O conteúdo não é um JSON válido ({detail}). Confira vírgulas, aspas e chaves.',
  },
  E_CONFIGURATION_REFUSED: {
    status: 422,
    message: 'The content of {kind}/{key} is refused: {codes}',
    pt: 'O conteúdo de “{title}” tem problemas: {reasons}',
  },
  E_CONFIGURATION_STATE: {
    status: 409,
    message: 'Version {id} is {status}; this needs {wanted}',
    pt: 'A versão {number} está “{status}”; isto só pode ser feito com ela em “{wanted}”. Recarregue a página para ver o estado atual.',
  },
  E_CONFIGURATION_AUTHOR: {
    status: 422,
    message: 'A configuration version needs a person as author and another as approver',
    pt: 'Versões de configuração são escritas e aprovadas por pessoas. Informe o usuário.',
  },
  E_CONFIGURATION_SAVED_ELSEWHERE: {
    status: 409,
    message: 'Draft {id} was saved elsewhere since it was opened',
    pt: 'O rascunho da versão {number} foi salvo em outra janela depois que você o abriu aqui. O que você escreveu continua nesta página: compare com o outro (abra a versão em nova aba) e salve de novo depois de recarregar.',
  },
  E_CONFIGURATION_NOT_AUTHOR: {
    status: 403,
    message: 'Version {id} belongs to another author',
    pt: 'Só {author}, que escreveu a versão {number}, pode fazer isto. Crie um novo rascunho a partir dela.',
  },
  E_CONFIGURATION_FOUR_EYES: {
    status: 403,
    message: 'Version {id} was written by the person who decides on it',
    pt: 'Você escreveu a versão {number}; outra pessoa precisa decidir sobre ela.',
  },
  E_CONFIGURATION_FOUR_EYES_LENT: {
    status: 403,
    message: 'Version {id} was written by, or on behalf of, the person behind this decision',
    pt: 'A versão {number} foi escrita por {author}, e uma delegação liga vocês dois: quem decide não pode ser quem escreveu, nem agir em seu nome. Peça a outra pessoa.',
  },
  E_CONFIGURATION_EMERGENCY_KIND: {
    status: 403,
    message: '{kind}/{key} admits no emergency version',
    pt: '“{title}” não admite versão de emergência: o que ela muda precisa ser aprovado por outra pessoa antes de valer. Envie a versão para aprovação.',
  },
  E_CONFIGURATION_NO_EMERGENCY: {
    status: 409,
    message: 'Version {id} is no emergency version that waits for ratification',
    pt: 'A versão {number} não é uma versão de emergência à espera de ratificação. Recarregue a página para ver o estado atual.',
  },
  E_CONFIGURATION_STARTED: {
    status: 409,
    message: 'Version {id} has been in force since {from}',
    pt: 'A versão {number} vale desde {from} e não pode mais ser retirada: escreva uma nova versão, com nova data de início.',
  },
  E_CONFIGURATION_ID: {
    status: 422,
    message: '"{given}" is no id of a version',
    pt: '“{given}” não é o número (id) de uma versão. O id aparece no endereço da página da versão e em configuration:list.',
  },
  E_CONFIGURATION_BUNDLE_FORMAT: {
    status: 422,
    message: 'This is no configuration bundle: {detail}',
    pt: 'O arquivo não é um pacote de configuração ({detail}). Exporte-o de novo na origem.',
  },
  E_CONFIGURATION_BUNDLE_PRODUCT: {
    status: 422,
    message: 'The bundle is of release {theirs}, this is {ours}',
    pt: 'O pacote é da versão {theirs} do sistema e aqui roda a {ours}. Atualize a instalação mais antiga e exporte de novo.',
  },
  E_CONFIGURATION_BUNDLE_KEY: {
    status: 403,
    message: 'The key {key} of the bundle is not trusted here',
    pt: 'O pacote de {source} foi assinado com a chave {key}, que não é de confiança aqui. Um administrador precisa registrá-la antes.',
  },
  E_CONFIGURATION_BUNDLE_TAMPERED: {
    status: 422,
    message: 'The content of {title} in the bundle does not match its hash',
    pt: 'O conteúdo de “{title}” foi alterado depois de exportado. Nada foi importado; peça o pacote de novo à origem.',
  },
  E_CONFIGURATION_BUNDLE_SIGNATURE: {
    status: 422,
    message: 'The signature of the bundle does not match what it holds',
    pt: 'A assinatura não confere com o conteúdo do pacote. Nada foi importado; peça o pacote de novo à origem.',
  },
  E_CONFIGURATION_BUNDLE_EMPTY: {
    status: 422,
    message: 'Nothing of the utility or the regulator is in force for {items}',
    pt: 'Nada do prestador ou do regulador está em vigor em: {items}. O padrão do produto não se exporta, porque a outra instalação já o tem.',
  },
  E_CONFIGURATION_OWN_KEY: {
    status: 500,
    message: 'The private key of the installation cannot be read with the present APP_KEY',
    pt: 'A chave de assinatura desta instalação não pode ser lida: o segredo APP_KEY mudou. Avise o suporte.',
  },
  E_CONFIGURATION_KEY_FORMAT: {
    status: 422,
    message: 'This is no Ed25519 public key',
    pt: 'Isto não é uma chave pública Ed25519. Copie a chave inteira da tela “Pacotes” da outra instalação.',
  },
  E_CONFIGURATION_KEY_KNOWN: {
    status: 409,
    message: 'Key {fingerprint} is registered already',
    pt: 'A chave {fingerprint} já está registrada aqui.',
  },
  E_CONFIGURATION_KEY_GONE: {
    status: 409,
    message: 'There is no trusted key {id}',
    pt: 'A chave {id} não existe, é a desta instalação ou já não é de confiança.',
  },
  E_CONFIGURATION_NO_UPGRADE: {
    status: 409,
    message: 'No new default of {kind}/{key} waits to be joined',
    pt: 'Não há novo padrão de {kind}/{key} à espera de incorporação. Recarregue a página do item para ver o estado atual.',
  },
  E_CONFIGURATION_UPGRADE_MOVED: {
    status: 409,
    message: 'The versions of {kind}/{key} that were compared are no longer the present ones',
    pt: 'Desde que você abriu a página, o novo padrão ou a versão em vigor de {kind}/{key} mudou. Nada foi gravado: recarregue a página e confira de novo.',
  },
  E_CONFIGURATION_CONFLICTS: {
    status: 422,
    message: '{count} conflicts of {kind}/{key} have no choice: {paths}',
    pt: 'Faltam decidir {count} conflitos de “{title}”: {paths}. Escolha, em cada um, o valor próprio ou o do novo padrão.',
  },
  E_CONFIGURATION_SOURCE: {
    status: 404,
    message: 'There is no result source "{name}", or it may not be seen',
    pt: 'Não existe “{name}” entre os resultados que você pode ver. A página da versão lista os que existem.',
  },
  E_CONFIGURATION_RESULT: {
    status: 404,
    message: '{title} {id} is unknown or keeps no configuration pack',
    pt: '{title} {id}: não existe, é de outro município ou veio do sistema anterior, que não guardou as regras usadas.',
  },
  E_CONFIGURATION_CLOSED_PERIOD: {
    status: 409,
    message: 'Version {id} would start on {from}, in a closed period: {periods}',
    pt: 'A vigência a partir de {from} cai em período encerrado: {periods}. Escolha o início a partir de {earliest}. {remedy}',
  },
  E_CONFIGURATION_CORRECTION_BASIS: {
    status: 422,
    message:
      'A correction that starts on {from}, in a closed period, needs its legal basis: {periods}',
    pt: 'Uma correção retroativa (a partir de {from}, em período encerrado: {periods}) precisa do fundamento legal. Informe a lei, o artigo ou a decisão.',
  },
  E_CONFIGURATION_MOMENT: {
    status: 422,
    message: '"{given}" is neither a date nor an instant with its offset',
    pt: '“{given}” não é uma data (AAAA-MM-DD) nem um instante com fuso (AAAA-MM-DDTHH:MM:SSZ).',
  },
  E_CONFIGURATION_COMPARE: {
    status: 422,
    message: 'Versions {before} and {after} are of different items',
    pt: 'As versões {before} e {after} são de itens diferentes. Escolha duas versões do mesmo item.',
  },
  E_CONFIGURATION_BACKDATED: {
    status: 422,
    message: 'Version {id} would be in force from {from}, before {earliest}',
    pt: 'A vigência a partir de {from} já passou: a data mais antiga permitida é {earliest}. Envie com outra data (se a versão já foi enviada, retire-a e faça outra), ou peça a mudança do parâmetro “Dias de retroatividade da configuração”.',
  },
  E_CONFIGURATION_SAME_START: {
    status: 409,
    message: 'Version {number} of the same owner is already in force from {from}',
    pt: 'A versão {number} já foi aprovada com vigência a partir de {from}. Escolha outra data de início ou, se ela ainda não começou, retire a versão {number} aprovada e aprove esta em seu lugar.',
  },
  E_CONFIGURATION_EXPERIMENT_END: {
    status: 422,
    message: 'Version {id} is an experiment and says no last day',
    pt: 'A versão {number} é um experimento, que vale sobre as versões do prestador: diga até que dia.',
  },
  E_CONFIGURATION_PERIOD: {
    status: 422,
    message: 'The period ends on {until}, before it starts on {from}',
    pt: 'O fim da vigência ({until}) vem antes do início ({from}).',
  },
  E_CONFIGURATION_PRODUCT_OWNER: {
    status: 403,
    message: 'Product versions are written by the product only',
    pt: 'O padrão do produto só muda com uma nova versão do sistema. Escreva a versão do prestador.',
  },
  E_CONFIGURATION_MISSING: {
    status: 422,
    message: 'No version of {kind}/{key} is in force on {date}',
    pt: 'Não há versão de “{title}” ({kind}/{key}) em vigor em {date}. Aprove uma versão com vigência até essa data.',
  },
  E_CONFIGURATION_PACK: {
    status: 404,
    message: 'There is no configuration pack {id}',
    pt: 'O pacote de configuração {id} não existe.',
  },
  E_CONFIGURATION_PACK_DATE: {
    status: 422,
    message: 'Date {date} is outside configuration pack {id} ({from} to {until})',
    pt: 'A data {date} está fora do pacote de configuração {id}, que vai de {from} a {until}.',
  },
  E_CONFIGURATION_NOT_IN_PACK: {
    status: 500,
    message: 'Configuration pack {id} does not hold {kind}/{key}',
    pt: 'O pacote de configuração {id} não contém {kind}/{key}. Avise o suporte.',
  },
  E_CONFIGURATION_PACK_BROKEN: {
    status: 500,
    message: 'Version {version} no longer has the content that pack {id} was made with',
    pt: 'A versão {version} não tem mais o conteúdo com que o pacote {id} foi feito. Rode configuration:verify e avise a auditoria.',
  },
  E_CONFIGURATION_PRODUCT_DEFAULT: {
    status: 500,
    message: 'The product default of {kind}/{key} is wrong: {reasons}',
    pt: 'O padrão do produto para {kind}/{key} está errado: {reasons}',
  },
})

/** The content does not pass the door; `issues` says where and why. */
export class ContentRefused extends BusinessError {
  readonly issues: readonly Issue[]

  constructor(
    item: { readonly kind: string; readonly key: string; readonly title: string },
    issues: readonly Issue[]
  ) {
    const critical = issues.filter(({ severity }) => severity === 'critical')
    super('E_CONFIGURATION_REFUSED', errors.table.E_CONFIGURATION_REFUSED, {
      ...item,
      codes: critical.map(({ code, path }) => `${code} at ${path || '/'}`).join('; '),
      reasons: reasonsOf(critical),
    })
    this.issues = issues
  }
}

const SHOWN = 3

/** The first findings in full and how many more there are; the whole list stands in `issues`. */
function reasonsOf(critical: readonly Issue[]): string {
  const texts = critical
    .slice(0, SHOWN)
    .map(({ message, path }) => `${message} (em ${path || '/'})`)
  const more = critical.length - texts.length
  return more > 0 ? `${texts.join(' ')} E mais ${more}.` : texts.join(' ')
}
