import type { Lazy, PluginManifest } from '../manifest.ts'
import type { Registries } from '../registries.ts'

/** One thing that a plugin brings, as its reference names it. */
export interface Contribution {
  /** What code calls it: `billing.run`. */
  readonly name: string
  /** What people call it, in Portuguese. */
  readonly title: string
  /** The one fact that whoever uses it needs next: permission, path, unit, parts. */
  readonly detail: string
  /** Where it can be seen, when it has a screen of its own. */
  readonly path: string | null
}

export interface ContributionList {
  /** As in the manifest: `records`, `actions`, … */
  readonly kind: string
  readonly title: string
  readonly items: readonly Contribution[]
}

type Maker = (registries: Registries, plugin: Named) => Contribution[] | Promise<Contribution[]>
type Named = Pick<PluginManifest, 'name'> & Partial<PluginManifest>

const item = (name: string, title: string, detail = '', path: string | null = null) => ({
  name,
  title,
  detail,
  path,
})

/** A list that the registries do not keep by plugin; its module is loaded already. */
async function listOf<T>(lazy: Lazy<readonly T[]> | undefined): Promise<readonly T[]> {
  if (!lazy) return []
  const { default: values } = await lazy()
  return values
}

/** Every kind of contribution that a registry holds, in the order in which an implementer meets them. */
const KINDS: readonly { kind: string; title: string; of: Maker }[] = [
  {
    kind: 'records',
    title: 'Registros',
    of: ({ records }, { name }) =>
      records.of(name).map((one) => {
        const { title, fields, path } = records.get(one)
        return item(one, title.many, `${fields.length} campos`, path)
      }),
  },
  {
    kind: 'lookups',
    title: 'Tabelas',
    of: ({ lookups }, { name }) =>
      lookups
        .of(name)
        .map((one) => item(one, lookups.get(one).title.many, lookups.get(one).permissions.write)),
  },
  {
    kind: 'results',
    title: 'Resultados por versão',
    of: ({ results }, { name }) =>
      results.of(name).map((one) => {
        const { title, permission } = results.get(one)
        return item(one, title.many, permission)
      }),
  },
  {
    kind: 'closings',
    title: 'Períodos encerrados',
    of: ({ closings }, { name }) =>
      closings.of(name).map((one) => item(one, closings.get(one).title)),
  },
  {
    kind: 'archives',
    title: 'Arquivo morto',
    of: ({ archives, records }, { name }) =>
      archives.of(name).map((one) => {
        const { whole, parts = [], keeps = [] } = archives.get(one)
        const record = typeof whole === 'string' ? whole : whole.record
        const detail = `${parts.length} partes, ${keeps.length} motivos para ficar`
        return item(one, records.get(record).title.many, detail, '/archive')
      }),
  },
  {
    kind: 'decisions',
    title: 'Decisões',
    of: ({ decisions }, { name }) =>
      decisions.of(name).map((one) => {
        const facts = Object.keys(decisions.get(one).facts.properties ?? {})
        return item(one, decisions.get(one).title, `fatos: ${facts.join(', ')}`)
      }),
  },
  {
    kind: 'parameters',
    title: 'Parâmetros',
    of: ({ parameters }, { name }) =>
      parameters
        .of(name)
        .map((one) => item(one, parameters.get(one).title, parameters.get(one).because)),
  },
  {
    kind: 'kinds',
    title: 'Espécies de configuração',
    of: ({ kinds }, { name }) => kinds.of(name).map((one) => item(one, kinds.get(one).title)),
  },
  {
    kind: 'documents',
    title: 'Documentos',
    of: ({ documents }, { name }) =>
      documents
        .of(name)
        .map((one) => item(one, documents.get(one).title, documents.get(one).paper.format)),
  },
  {
    kind: 'actions',
    title: 'Operações',
    of: ({ actions }, { name }) =>
      actions.of(name).map((one) => item(one, actions.get(one).title, actions.get(one).permission)),
  },
  {
    kind: 'jobs',
    title: 'Processamentos em lote',
    of: ({ jobs }, { name }) =>
      jobs.of(name).map((one) => item(one, jobs.get(one).title, jobs.get(one).permission)),
  },
  {
    kind: 'reports',
    title: 'Relatórios',
    of: ({ reports }, { name }) =>
      reports
        .of(name)
        .map((one) =>
          item(one, reports.get(one).title, reports.get(one).permission, `/reports/${one}`)
        ),
  },
  {
    kind: 'widgets',
    title: 'Quadros do início',
    of: ({ widgets }, { name }) =>
      widgets.of(name).map((one) => item(one, widgets.get(one).title, widgets.get(one).permission)),
  },
  {
    kind: 'bridges',
    title: 'Conferências do fechamento',
    of: ({ bridges }, { name }) =>
      bridges
        .of(name)
        .map((one) => item(one, bridges.get(one).title, bridges.get(one).unit, '/bridges')),
  },
  {
    kind: 'participants',
    title: 'Participações em operações de outros módulos',
    of: async (_, { participants }) => {
      const points = await listOf(participants)
      return points.map(({ point }) => item(point, 'Na mesma transação'))
    },
  },
  {
    kind: 'listeners',
    title: 'Ouvintes de eventos',
    of: async (_, { listeners }) => {
      const all = await listOf(listeners)
      return all.map(({ event, name }) => item(event, name))
    },
  },
  {
    kind: 'permissions',
    title: 'Permissões',
    of: ({ permissions }, { name }) =>
      permissions.of(name).map((one) => item(one, permissions.get(one))),
  },
  {
    kind: 'menu',
    title: 'Telas do menu',
    of: (_, { menu = [] }) =>
      menu.map(({ title, path, section, permission }) =>
        item(path, title, [section, permission].filter(Boolean).join(' · '), path)
      ),
  },
  {
    kind: 'events',
    title: 'Eventos',
    of: (_, { events = [] }) =>
      events.map((one) => item(one, 'Emitido na transação e entregue depois dela')),
  },
  {
    kind: 'tables',
    title: 'Tabelas do banco',
    of: (_, { tables = [] }) => tables.map((one) => item(one, '')),
  },
]

/** What a plugin brings, kind by kind; kinds of which it brings nothing are left out. */
export async function contributionsOf(
  registries: Registries,
  plugin: Named
): Promise<ContributionList[]> {
  const lists: ContributionList[] = []
  for (const { kind, title, of } of KINDS) {
    const items = await of(registries, plugin)
    if (items.length) lists.push({ kind, title, items })
  }
  return lists
}
