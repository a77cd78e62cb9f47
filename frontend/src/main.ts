import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { startSync } from './state/state.svelte';

startSync();

const target = document.querySelector('#app');
if (target) mount(App, { target });
