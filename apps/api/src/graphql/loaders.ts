export interface Loaders {
  x: 1;
}
