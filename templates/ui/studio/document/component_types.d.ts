import type { Component, Editor } from 'grapesjs'

/** What people call a component. */
export function nameOf(component: Component): string
/** GrapesJS plugin: the kinds of components of a document. */
export function documentTypes(editor: Editor): void
