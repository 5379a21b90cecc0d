// Package kubernetai serves several clusters from one server block: one kubernetes plugin after the other.
//
// It stands in for github.com/coredns/kubernetai, which the Go module registry does not have. All answers are made by the real
// kubernetes plugin; this package only reads the stanzas and chains them, as the README of kubernetai describes: a stanza answers what is
// in its zones, what it falls through goes to the next stanza in written order, and the last stanza falls through to the next plugin.
package kubernetai

import (
	"context"
	"slices"

	"github.com/coredns/caddy"
	"github.com/coredns/coredns/core/dnsserver"
	"github.com/coredns/coredns/plugin"
	"github.com/coredns/coredns/plugin/kubernetes"
	"github.com/miekg/dns"
)

// Name is the word that begins each stanza.
const Name = "kubernetai"

// Register makes the plugin known, in the place of kubernetes or beside it where both are wanted. It must run before the server starts.
func Register() {
	at := slices.Index(dnsserver.Directives, "kubernetes")
	dnsserver.Directives = slices.Insert(dnsserver.Directives, at, Name)
	plugin.Register(Name, setup)
}

type chain struct{ first *kubernetes.Kubernetes }

func (c chain) Name() string { return Name }

func (c chain) ServeDNS(ctx context.Context, w dns.ResponseWriter, r *dns.Msg) (int, error) {
	return c.first.ServeDNS(ctx, w, r)
}

// Services and the like are not offered: k8s_external and autopath look for a plugin named kubernetes.

func setup(c *caddy.Controller) error {
	var stanzas []*kubernetes.Kubernetes
	for c.Next() {
		stanza, err := kubernetes.ParseStanza(c)
		if err != nil {
			return plugin.Error(Name, err)
		}
		if err := watch(c, stanza); err != nil {
			return plugin.Error(Name, err)
		}
		stanzas = append(stanzas, stanza)
	}
	for i := 1; i < len(stanzas); i++ {
		stanzas[i-1].Next = stanzas[i]
	}
	dnsserver.GetConfig(c).AddPlugin(func(next plugin.Handler) plugin.Handler {
		stanzas[len(stanzas)-1].Next = next
		return chain{first: stanzas[0]}
	})
	return nil
}

// watch lets a stanza follow its API server from start to end.
func watch(c *caddy.Controller, stanza *kubernetes.Kubernetes) error {
	onStart, onShutdown, err := stanza.InitKubeCache(context.Background())
	if err != nil {
		return err
	}
	if onStart != nil {
		c.OnStartup(onStart)
	}
	if onShutdown != nil {
		c.OnShutdown(onShutdown)
	}
	return nil
}
