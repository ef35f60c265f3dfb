import type { HttpContext } from '@adonisjs/core/http'
import { modules } from '#config/modules'
import { plugins } from '#config/plugins'
import { completeness } from '../describe/modules.ts'
import { type PluginDescription, describePlugins } from '../describe/plugins.ts'
import { pluginErrors } from '../plugin_errors.ts'

/** `3 registros · 12 operações`: what a module mostly is, in one line. */
const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
  records: ['registro', 'registros'],
  decisions: ['decisão', 'decisões'],
  parameters: ['parâmetro', 'parâmetros'],
  actions: ['operação', 'operações'],
  jobs: ['processamento', 'processamentos'],
  documents: ['documento', 'documentos'],
}

function summaryOf({ contributions }: PluginDescription): string {
  return contributions
    .filter(({ kind }) => kind in COUNTED)
    .map(({ kind, items }) => `${items.length} ${COUNTED[kind]![items.length === 1 ? 0 : 1]}`)
    .join(' · ')
}

/** The modules of the product, whole or not with the plugins that are on. */
const moduleStates = (described: readonly PluginDescription[]) =>
  completeness(
    modules,
    described.filter(({ state }) => state === 'on')
  )

const titlesOf = (described: readonly PluginDescription[]) =>
  Object.fromEntries(described.map(({ name, title }) => [name, title]))

/** The modules of this installation and all that each brings. */
export default class PluginsController {
  async index({ authorize, view }: HttpContext) {
    authorize('system.read')
    const described = await describePlugins(plugins)
    return view.render('pages/plugins/index', {
      plugins: described.map((plugin) => ({ ...plugin, summary: summaryOf(plugin) })),
      modules: moduleStates(described),
      titles: titlesOf(described),
    })
  }

  async show({ authorize, params, view }: HttpContext) {
    authorize('system.read')
    const described = await describePlugins(plugins)
    const plugin = described.find(({ name }) => name === params.name)
    if (!plugin) throw pluginErrors.E_KERNEL_PLUGIN_UNKNOWN({ name: params.name as string })
    return view.render('pages/plugins/show', { plugin, titles: titlesOf(described) })
  }

  async json({ authorize, response }: HttpContext) {
    authorize('system.read')
    const described = await describePlugins(plugins)
    return response.json({ plugins: described, modules: moduleStates(described) })
  }
}
