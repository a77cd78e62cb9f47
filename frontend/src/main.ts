import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { keepFocus } from './lib/successor';
import { readShell } from './state/state.svelte';

readShell();

const target = document.querySelector('#app');
if (target instanceof HTMLElement) {
  mount(App, { target });
  keepFocus(target);
}
