import type { ActionContext } from '#core/actions/index'
import type { Expression } from '#core/rules/index'
import type { CustomField } from '../custom/content.ts'
import type { Tone } from '../types.ts'

export interface WorkflowState {
  readonly key: string
  readonly title: string
  readonly tone: Tone
  /** Where a new record stands: exactly one. */
  readonly isInitial?: boolean
  /** Nothing leads on from here. */
  readonly isFinal?: boolean
}

export interface WorkflowTransition {
  readonly key: string
  /** What its button says: an imperative. */
  readonly title: string
  readonly from: readonly string[]
  readonly to: string
  /** Who may do it. */
  readonly permission: string
  readonly reason: 'none' | 'optional' | 'required'
  /** On the facts that the record type declares; always, when not said. */
  readonly when?: Expression
  /** Names of declared effects, in their order. */
  readonly effects?: readonly string[]
  /** Who is told that it was done. */
  readonly tells?: Told
}

/** Profiles by code, people by login. */
export interface Told {
  readonly profiles?: readonly string[]
  readonly people?: readonly string[]
}

/** What a version of kind `workflow` holds; its key is the name of the record type. */
export interface WorkflowContent {
  readonly states: readonly WorkflowState[]
  readonly transitions: readonly WorkflowTransition[]
  /** The fields that administrators added and conditions read, as they were when it was written: filled in by the system. */
  readonly fields?: readonly CustomField[]
}

/** Something that a transition may do besides: its own plugin's code, in the same transaction. */
export interface WorkflowEffect {
  readonly name: string
  /** In Portuguese: `Preencher a data de conclusão com o dia de hoje`. */
  readonly title: string
  /** It ends the record: where a type has such effects, every step into a final state has one of them. */
  readonly isEnd?: boolean
  run(context: ActionContext, id: bigint): Promise<void>
}

/**
 * A record type that follows a workflow: its table has `<field> text not null` for the state and
 * `workflow_version bigint not null references configuration_versions`.
 */
export interface WorkflowDeclaration {
  /** Field with the state, an `enum` that nobody types. */
  readonly field: string
  readonly default: WorkflowContent
  /** Names of the fields that conditions may read. */
  readonly facts: readonly string[]
  /** Permissions that transitions may ask. */
  readonly permissions: readonly string[]
  readonly effects: readonly WorkflowEffect[]
}
