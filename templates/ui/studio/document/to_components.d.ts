import type { ComponentDefinition } from 'grapesjs'

/** The definitions of components for a template. */
export function componentsOf(source: string, sample: unknown): ComponentDefinition[]
