import type { Component } from 'grapesjs'

/** The template that a component's children stand for. */
export function templateOf(component: Component): string
/** What each element was loaded with: compared later, so that only changes are written. */
export function remember(component: Component): void
