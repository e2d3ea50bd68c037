// Command peer builds programs of others for whoever is not written in Go, each once, and prints where they are. It sees to
// it that what networks are made with is there too.
package main

import (
	"fmt"
	"os"

	"vortexpanel.dev/lab/netlab"
	"vortexpanel.dev/lab/peer"
)

func main() {
	if err := netlab.Need("ip", "nft", "wg"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, name := range os.Args[1:] {
		source, known := peer.Named(name)
		if !known {
			fmt.Fprintf(os.Stderr, "there is no program %q\n", name)
			os.Exit(2)
		}
		path, err := source.Build()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(path)
	}
}
