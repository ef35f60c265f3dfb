import type { Action } from '#core/actions/index'
import { bodyActions } from './bodies.ts'
import { closeCampaignAction, createCampaignAction } from './campaigns.ts'
import { assignAction, scheduleAction, takeAction } from './cases.ts'
import { cancelPromiseAction, contactAction } from './contact.ts'
import { suitActions } from './suits.ts'

export default [
  contactAction,
  cancelPromiseAction,
  takeAction,
  assignAction,
  scheduleAction,
  createCampaignAction,
  closeCampaignAction,
  ...suitActions,
  ...bodyActions,
] as readonly Action[]
