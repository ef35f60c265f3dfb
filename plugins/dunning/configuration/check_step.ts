import { type Issue, registries } from '#core/kernel/index'
import { CHANNELS } from '#core/messaging/index'
import { type Policy, type PolicyStep, NOTICE_KINDS, PAPER_KINDS } from '../domain/policy.ts'
import { checkEligibility } from './step_rule.ts'

/** What a step cites that the installation does not have: facts of its rule, its document, who confirms it. */
export function checkSteps({ steps }: Policy): Issue[] {
  return steps.flatMap((step, index) =>
    [...checkEligibility(step), ...documentIssues(step), ...authorityIssues(step)].map((issue) => ({
      ...issue,
      path: `/steps/${index}${issue.path}`,
    }))
  )
}

const issue = (
  code: string,
  path: string,
  message: string,
  severity: Issue['severity'] = 'critical'
): Issue => ({ code, path, message, severity })

/** Papers of the product that say of themselves that no cut follows. */
const OTHER_PAPERS: readonly string[] = [
  ...['dunning.letter', 'dunning.reminder', 'dunning.extrajudicial', 'dunning.debt_notice'],
]
const PAPER_PARTS = ['utility', 'notice', 'premise', 'debtor', 'debts', 'payment']

/** Whether a document says what a paper of collection says: the notice and its debts. */
export function isPaper(name: string): boolean {
  const schema = registries().documents.find(name)?.schema as
    { readonly properties?: Readonly<Record<string, unknown>> } | undefined
  const told = Object.keys(schema?.properties ?? {})
  return PAPER_PARTS.every((part) => told.includes(part))
}

function documentIssues({ title, kind, document, channel }: PolicyStep): Issue[] {
  const isWritten = PAPER_KINDS.includes(kind) || NOTICE_KINDS.includes(kind)
  if (
    isWritten &&
    channel === 'message' &&
    !Object.values(CHANNELS).some((one) => one.isConfigured())
  ) {
    const message = `“${title}”: não há canal de mensagens ligado; enquanto não houver, a etapa não é feita.`
    return [issue('channel_off', '/channel', message, 'warning')]
  }
  if (!document) return []
  if (!isWritten) {
    const message = `“${title}” não emite papel: retire o documento.`
    return [issue('document_unused', '/document', message)]
  }
  if (registries().documents.find(document) === undefined) {
    return [issue('document_unknown', '/document', `“${title}”: não há o documento “${document}”.`)]
  }
  if (NOTICE_KINDS.includes(kind) && OTHER_PAPERS.includes(document)) {
    const message = `“${title}”: o papel da notificação de corte avisa do corte e do seu prazo, e este não (Lei 13.460/2017, art. 5º, XVI; Lei 11.445/2007, art. 40, § 2º).`
    return [issue('document_unfit', '/document', message)]
  }
  return isPaper(document)
    ? []
    : [
        issue(
          'document_unfit',
          '/document',
          `“${title}”: o documento “${document}” não é de cobrança, com os dados do devedor e dos débitos.`
        ),
      ]
}

function authorityIssues({ title, authority }: PolicyStep): Issue[] {
  if (!authority || registries().permissions.find(authority.permission) !== undefined) return []
  const message = `“${title}”: não há a permissão “${authority.permission}”, e ninguém poderia confirmar a etapa.`
  return [issue('authority_unknown', '/authority/permission', message)]
}
