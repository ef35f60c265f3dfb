export type { Action, ActionContext, ActionSubject, Actor, Listener, Participant, ParticipantContext } from './types.ts'
