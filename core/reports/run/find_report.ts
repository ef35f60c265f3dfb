import { requirePermission } from '#core/access/index'
import { registries } from '#core/kernel/index'
import { compileDesign } from '../design/compile_design.ts'
import {
  designFor,
  designsFor,
  mayReadDesign,
  ownName,
  utilityDesign,
  utilityDesigns,
  utilityName,
} from '../design/designs.ts'
import { errors } from '../errors.ts'
import type { Report } from '../report.ts'
import type { Viewer } from './asked.ts'
import { isForTerritory } from './territory.ts'

/**
 * A report by its name: declared by a plugin, composed by somebody (`own.…`), or the utility's (`utility.…`).
 * @throws BusinessError E_REPORTS_UNKNOWN, E_ACCESS_DENIED, and as `compileDesign`
 */
export async function findReport(name: string, viewer: Viewer): Promise<Report> {
  const report = registries().reports.find(name) ?? (await composedReport(name, viewer))
  if (!report) throw errors.E_REPORTS_UNKNOWN({ name })
  for (const permission of [report.permission, ...(report.permissions ?? [])])
    requirePermission(viewer.actor, permission)
  return report
}

async function composedReport(name: string, viewer: Viewer): Promise<Report | undefined> {
  const at = name.indexOf('.')
  const [kind, key] = [name.slice(0, at), name.slice(at + 1)]
  if (kind === 'own') {
    const design = await designFor(viewer.actor, key, viewer.within)
    return design && compileDesign(ownName(design.id), design.content, viewer)
  }
  const content = kind === 'utility' ? await utilityDesign(key, viewer) : undefined
  return content && compileDesign(utilityName(key), content, viewer)
}

export interface ListedReport {
  readonly name: string
  readonly title: string
  readonly help: string
  readonly section: string
  /** Who made it, of one that a person composed. */
  readonly owner: string | null
  /** Address of its design, for who may change it. */
  readonly editPath: string | null
}

export const OWN_SECTION = 'Meus relatórios'
export const SHARED_SECTION = 'Compartilhados comigo'

/** Every report that somebody may open: those declared, the utility's, their own and those shared with them. */
export async function listReports(viewer: Viewer): Promise<ListedReport[]> {
  const { actor } = viewer
  const declared = registries()
    .reports.all()
    .filter((report) => actor.permissions.has(report.permission) && isForTerritory(report, actor))
    .map(({ name, title, help, section }) => ({
      ...{ name, title, help, section, owner: null, editPath: null },
    }))
  const [designs, official] = await Promise.all([designsFor(actor), utilityDesigns(viewer)])
  const composed = designs
    .filter(({ content }) => mayReadDesign(content, actor))
    .map(({ id, title, content, owner_id: ownerId, owner_name: owner }) => {
      const isOwn = ownerId === actor.userId
      return {
        ...{ name: ownName(id), title, help: content.help },
        section: isOwn ? OWN_SECTION : SHARED_SECTION,
        owner: isOwn ? null : owner,
        editPath:
          isOwn && actor.permissions.has('reports.design') ? `/reports/designs/${id}` : null,
      }
    })
  const utility = official
    .filter(({ content }) => mayReadDesign(content, actor))
    .map(({ key, content: { title, help, section } }) => ({
      ...{ name: utilityName(key), title, help, section, owner: null, editPath: null },
    }))
  return [...composed, ...declared, ...utility]
}
