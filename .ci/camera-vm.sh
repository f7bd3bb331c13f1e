#!/bin/sh
# Runs a command of this host in a virtual machine that has a true V4L2 camera (Debian's kernel with its vivid driver), as this
# computer may have none. The root file system is this one, read-only, with what is written kept in memory.
#
#   apt-get install qemu-system-x86 busybox-static cpio
#   sh .ci/camera-vm.sh .venv/bin/pytest -q tests/kiosk/scanner/test_devices.py
#
# No KVM is needed; it boots in about a minute. The kernel is fetched from Debian into $CAMERA_VM (default: ~/.cache/camera-vm).
set -eu
here=$(pwd)
keep=${CAMERA_VM:-$HOME/.cache/camera-vm}
mkdir -p "$keep" && cd "$keep"
if [ ! -d kernel ]; then
    package=$(apt-cache depends linux-image-amd64 | sed -n 's/ *Depends: \(linux-image-[0-9].*\)/\1/p')
    apt-get download "$package"
    dpkg -x "$package"_*.deb kernel.part
    mv kernel.part kernel
fi
version=$(ls kernel/lib/modules)
busybox depmod -b "$keep/kernel" "$version" 2>/dev/null || true

rm -rf root && mkdir -p root/bin root/host root/new root/proc "root/lib/modules/$version"
cp "$(command -v busybox)" root/bin/busybox
cp "kernel/lib/modules/$version"/modules.* "root/lib/modules/$version/"
# the modules asked for and what they stand on
wanted="9p 9pnet_virtio virtio_pci overlay vivid"
grep -E "/($(echo $wanted | tr ' ' '|'))\.ko:" "kernel/lib/modules/$version/modules.dep" | tr -d : | tr ' ' '\n' | sort -u | while read -r module; do
    mkdir -p "root/lib/modules/$version/$(dirname "$module")"
    cp "kernel/lib/modules/$version/$module" "root/lib/modules/$version/$module"
done
{
    echo '#!/bin/busybox sh'
    echo 'export PATH=/bin; /bin/busybox --install -s /bin; mount -t proc proc /proc'
    echo 'for one in virtio_pci 9pnet_virtio 9p overlay; do modprobe $one; done'
    echo 'modprobe vivid n_devs=1 node_types=0x1 input_types=0x0'
    echo 'mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=262144,cache=loose host /host'
    echo 'mkdir -p /ram && mount -t tmpfs tmpfs /ram && mkdir /ram/up /ram/work'
    echo 'mount -t overlay -o lowerdir=/host,upperdir=/ram/up,workdir=/ram/work overlay /new'
    echo 'mount -t proc proc /new/proc; mount -t sysfs sys /new/sys; mount -t devtmpfs dev /new/dev; mkdir -p /new/dev/shm; mount -t tmpfs shm /new/dev/shm'
    echo "chroot /new /bin/sh -c 'export HOME=/root; ip link set lo up 2>/dev/null; cd \"$here\"; $*'; echo \"camera-vm: ended \$?\""
    echo 'echo o > /proc/sysrq-trigger; sleep 60'
} > root/init
chmod +x root/init
(cd root && find . | cpio -o -H newc 2>/dev/null | gzip -1) > initrd
qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp 2 -m 2048 -nographic -no-reboot -net none \
    -kernel kernel/boot/vmlinuz-"$version" -initrd initrd -append "console=ttyS0 quiet panic=-1" \
    -virtfs local,path=/,security_model=none,readonly=on,mount_tag=host,multidevs=remap | tee log
grep -q "camera-vm: ended 0" log
