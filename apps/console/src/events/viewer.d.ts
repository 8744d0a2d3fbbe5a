declare module '@asyncapi/react-component/lib/esm/without-parser' {
  export { default } from '@asyncapi/react-component'
}
